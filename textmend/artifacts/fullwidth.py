"""
Full-width letters: Latin as it is set among Chinese or Japanese characters, in text without any: `Ｈｅｌｌｏ`.
"""

from __future__ import annotations

from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

CONFIDENCE = 0.93  # some are set so on purpose, for show
LETTERS = frozenset(map(chr, [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]))
RUN = lazily(r"[！-～]+(?:\u3000[！-～]+)*")
LETTER = lazily(r"[Ａ-Ｚａ-ｚ]")
EAST_ASIAN = lazily("[\u1100-\u11ff\u3001-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af\uff65-\uffdc]")
FEWEST = 2  # letters of a run


def find(document: Document) -> Iterator[Edit]:
    """Yield the plain form of each run of full-width letters, with the figures and marks inside it."""
    if EAST_ASIAN.search(document.text):
        return
    for match in RUN.finditer(document.text):
        if len(LETTER.findall(match[0])) >= FEWEST:
            plain = "".join(" " if c == "\u3000" else chr(ord(c) - 0xFEE0) for c in match[0])
            yield Edit(*match.span(), match[0], plain, NAME, CONFIDENCE, f"full-width letters for “{plain}”")


NAME = "fullwidth"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=LETTERS)
