"""
Counting: the sentences of corpora as one long stream of word numbers.

Lines and sentences seen before are skipped (news releases repeat one another); every HELD_OUT-th sentence is kept
aside for measuring. The same corpora in the same order make the same counts.
"""

from __future__ import annotations

import lzma
import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from textmend.scoring.vocabulary import BOUNDARY, fold
from textmend.text.sentences import paragraphs, sentences
from textmend.text.tokens import tokenize

HELD_OUT = 200  # one sentence in so many measures perplexity

# Senate releases lost their apostrophes: "We re", "don t", "the President s".
LOST_APOSTROPHE = (
    (re.compile(r"\b([Ww]e|[Tt]hey|[Yy]ou) re\b"), r"\1're"),
    (re.compile(r"\b([Ww]e|[Tt]hey|[Yy]ou|I) (ve|ll|d)\b"), r"\1'\2"),
    (re.compile(r"\b([A-Za-z]+n) t\b"), r"\1't"),
    (re.compile(r"\bI m\b"), "I'm"),
    (re.compile(r"\b([A-Za-z]{2,}) s\b"), r"\1's"),
)


def read_sentences(path: Path) -> Iterator[list[str]]:
    """Yield the sentences of a corpus as folded words."""
    opener: Any = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as source:
        for line in source:
            for pattern, mended in LOST_APOSTROPHE:
                line = pattern.sub(mended, line)
            for part in paragraphs(line):
                tokens = tokenize(line, *part)
                for first, last in sentences(line, tokens):
                    yield [fold(token.norm) for token in tokens[first:last]]


class Counts:
    """Word numbers of all training sentences, end to end, with boundaries (number 0) between."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {BOUNDARY: 0}
        self.stream = array("I", [0])
        self.held_out: list[list[str]] = []
        self._seen: set[int] = set()

    def add(self, source: Iterable[list[str]]) -> None:
        """Count sentences, leaving out those seen before."""
        numbers = self.numbers
        for words in source:
            line = " ".join(words).encode()
            mark = zlib.crc32(line) << 32 | zlib.adler32(line)
            if mark in self._seen or len(words) < 3:
                continue
            self._seen.add(mark)
            if len(self._seen) % HELD_OUT == 0:
                self.held_out.append(words)
                continue
            self.stream.extend([numbers.setdefault(word, len(numbers)) for word in words])
            self.stream.append(0)
