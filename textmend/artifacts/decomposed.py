"""
Decomposed letters: a letter and a combining accent for what is one character everywhere else (NFD for NFC).

The two forms look the same and mean the same; only a sequence that becomes a single letter is composed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

CONFIDENCE = 0.99  # the two forms are equivalent by definition (Unicode, chapter 2.12)
MOST_MARKS = 3  # on one letter; more are an ornament
SEQUENCE = lazily(r"([A-Za-zÀ-ɏΑ-ωА-я])([\u0300-\u036f]+)")
MARKS = frozenset(map(chr, range(0x300, 0x370)))


def find(document: Document) -> Iterator[Edit]:
    """Yield the single letter for each letter with combining accents that has one."""
    for match in SEQUENCE.finditer(document.text):
        if len(match[2]) <= MOST_MARKS and len(letter := unicodedata.normalize("NFC", match[0])) == 1:
            reason = f"letter and combining accent for the one character “{letter}”"
            yield Edit(*match.span(), match[0], letter, NAME, CONFIDENCE, reason)


NAME = "decomposed"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=MARKS)
