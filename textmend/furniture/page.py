"""
A page: the lines of a text, what furniture they say they are, and which run of them is the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from textmend.furniture.lines import Line, is_prose
from textmend.furniture.phrases import is_telling, phrases_in

ANCHOR_FORMS = ("is", "begins")
UNDER_HEADER = 12  # lines that a header such as "Most read" may have under it
# What a line is worth to the body, in characters of prose.
MOST_GAIN, ALONE_LOSS, ANCHOR_LOSS, LINE_LOSS = 400, 120, 40, 15
# A page with its navigation says many different things of furniture; clean texts and extracted articles do not.
# Over 102 pages the raw text says 8 or more on all but two, an extractor's text on none; benchmarks/furniture.py.
PAGE_PHRASES, PAGE_KINDS = 8, 4


class Page:
    """The lines of a text with what they say of furniture."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.phrases = [phrases_in(line.text) for line in self.lines]
        self.prose = [is_prose(line.text) for line in self.lines]
        self.anchors = [any(phrase.form in ANCHOR_FORMS for phrase in said) for said in self.phrases]

    def says(self, i: int, kind: str, form: str | None = None) -> bool:
        """Tell whether a line is furniture of a kind by its words alone."""
        return any(p.kind == kind and p.alone and form in (None, p.form) for p in self.phrases[i])

    def tells(self, i: int) -> bool:
        """Tell whether a line is furniture by its own words, and neither an item of a list nor above a copyright."""
        if i and self.lines[i - 1].text.endswith(":") and not self.anchors[i - 1]:
            return False
        return any(
            is_telling(phrase, self.lines[i].text) and (phrase.kind != "copyright" or i >= self.body[1])
            for phrase in self.phrases[i]
        )

    @cached_property
    def body(self) -> tuple[int, int]:
        """The run of lines (first, last + 1) with the most prose and the least furniture."""
        return heaviest([self._weight(i) for i in range(len(self.lines))])

    @cached_property
    def is_raw(self) -> bool:
        """Whether the text is a whole page, navigation and all."""
        said = {line.text.lower() for line, anchor in zip(self.lines, self.anchors, strict=True) if anchor}
        kinds = {phrase.kind for phrases in self.phrases for phrase in phrases if phrase.form in ANCHOR_FORMS}
        return len(said) >= PAGE_PHRASES and len(kinds) >= PAGE_KINDS

    @cached_property
    def under_header(self) -> list[bool]:
        """Whether a header of related links stands above each line, with no prose between."""
        out, left = [], 0
        for i, prose in enumerate(self.prose):
            left = 0 if prose else left - 1
            out.append(left > 0)
            if self.says(i, "related", "is"):
                left = UNDER_HEADER + 1
        return out

    def _weight(self, i: int) -> int:
        """Return what a line is worth to the body."""
        if any(phrase.alone for phrase in self.phrases[i]):
            return -ALONE_LOSS
        if self.anchors[i]:
            return -ANCHOR_LOSS
        return min(len(self.lines[i].text), MOST_GAIN) if self.prose[i] else -LINE_LOSS


def heaviest(weights: Sequence[int]) -> tuple[int, int]:
    """
    Return the run (first, last + 1) of the greatest sum, the first of equals; an empty one where none is over 0.

    >>> heaviest([-1, 3, -1, 3, -4, 2])
    (1, 4)
    """
    best, run, total, start = 0, (0, 0), 0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0, i
        total += weight
        if total > best:
            best, run = total, (start, i + 1)
    return run
