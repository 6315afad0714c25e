"""
Surrogate pairs: halves of a UTF-16 character that stand in text as two characters of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

CONFIDENCE = 0.99  # the pair is nothing else by definition
PAIR = lazily("[\ud800-\udbff][\udc00-\udfff]")
LOW = frozenset(map(chr, range(0xDC00, 0xE000)))


def find(document: Document) -> Iterator[Edit]:
    """Yield the character that each pair is."""
    for match in PAIR.finditer(document.text):
        character = match[0].encode("utf-16", "surrogatepass").decode("utf-16")
        reason = f"two halves of the UTF-16 character “{character}”"
        yield Edit(*match.span(), match[0], character, NAME, CONFIDENCE, reason)


NAME = "surrogate_pair"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=LOW)
