"""
Presentation ligatures: PDF text has `ﬁ` and its like as one character: `ﬁnal`, `oﬃce`.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

CONFIDENCE = 0.98  # judged; no line of benchmarks/encoding.py gets worse by it
LETTERS = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
LIGATURE = lazily(r"[ﬀ-ﬆ]+(?=[A-Za-z])|(?<=[A-Za-z])[ﬀ-ﬆ]+")  # in a word; alone, it is itself the subject


def find(document: Document) -> Iterator[Edit]:
    """Yield the letters of each ligature."""
    for match in LIGATURE.finditer(document.text):
        for at, ligature in enumerate(match[0], match.start()):
            letters = LETTERS[ligature]
            yield Edit(at, at + 1, ligature, letters, NAME, CONFIDENCE, f"ligature “{ligature}” for “{letters}”")


NAME = "ligature"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=LETTERS.keys())
