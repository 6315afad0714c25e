"""
C1 control characters: Windows-1252 bytes that were read as Latin-1: `It\x92s`.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

CONFIDENCE = 0.98  # judged; no line of benchmarks/encoding.py gets worse by it
C1 = lazily("[\x80\x82-\x8c\x8e\x91-\x9c\x9e\x9f]")  # those that are characters in Windows-1252
CHARACTERS = frozenset(map(chr, range(0x80, 0xA0)))


def find(document: Document) -> Iterator[Edit]:
    """Yield the Windows-1252 character that each control character was."""
    for match in C1.finditer(document.text):
        intended = match[0].encode("latin-1").decode("cp1252")
        reason = f"Windows-1252 read as Latin-1: control character {ord(match[0]):02X} was “{intended}”"
        yield Edit(match.start(), match.end(), match[0], intended, NAME, CONFIDENCE, reason)


NAME = "c1_control"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=CHARACTERS)
