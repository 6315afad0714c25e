"""
A page: the lines of a text, what furniture they say they are, and which run of them is the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from textmend.furniture.lines import Line, goes_on, is_prose, is_sentence_end
from textmend.furniture.phrases import is_telling, phrases_in

ANCHOR_FORMS = ("is", "begins")
COOKIE_LINES = 5  # at either end of a text, where a notice of cookies stands
UNDER_HEADER = 12  # lines that a header such as "Most read" may have under it
# What a line is worth to the body, in characters of prose.
MOST_GAIN, ALONE_LOSS, ANCHOR_LOSS, LINE_LOSS = 400, 120, 40, 15
# Of two runs so much alike the lighter one may be the article, beside longer comments: it was in 2 of 60 pages that no
# rule or weight had seen, and in none of the 102 that they are from.
RIVAL = 0.55
# A page with its navigation says many different things of furniture; clean texts and extracted articles do not: so
# many are in the raw text of 90 of 102 pages (most others are not English), and in 1 of the 408 texts of extractors.
PAGE_PHRASES, PAGE_KINDS = 8, 4


class Page:
    """The lines of a text with what they say of furniture."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.phrases = [phrases_in(line.text) for line in self.lines]
        self.prose = [is_prose(line.text) for line in lines]
        for i, (line, after) in enumerate(pairwise(lines)):
            self.prose[i] |= goes_on(line, after)
        self.anchors = [any(phrase.form in ANCHOR_FORMS for phrase in said) for said in self.phrases]

    def says(self, i: int, kind: str, form: str | None = None) -> bool:
        """Tell whether a line is furniture of a kind by its words alone."""
        return any(p.kind == kind and p.alone and form in (None, p.form) for p in self.phrases[i])

    def tells(self, i: int) -> bool:
        """Tell whether a line is furniture by its own words, and no part of a paragraph, a list or a glossary."""
        if not any(phrase.alone for phrase in self.phrases[i]) or self._listed[i] or self._is_wrapped(i):
            return False
        line = self.lines[i].text
        return any(
            is_telling(phrase, line)
            and not (phrase.kind == "copyright" and i < self.body[1])
            and not (phrase.kind == "cookies" and COOKIE_LINES <= i < len(self.lines) - COOKIE_LINES)
            and not (phrase.form == "is" and self._is_term(i))
            for phrase in self.phrases[i]
        )

    def _touch(self, i: int) -> bool:
        """Tell whether a line follows the one before it without a blank line between."""
        return 0 < i < len(self.lines) and self.lines[i - 1].end == self.lines[i].start

    def _is_wrapped(self, i: int) -> bool:
        """Tell whether a line is one of several that a paragraph was wrapped to."""
        before = self._touch(i) and goes_on(self.lines[i - 1], self.lines[i])
        return before or (self._touch(i + 1) and goes_on(self.lines[i], self.lines[i + 1]))

    def _is_term(self, i: int) -> bool:
        """Tell whether a line is a heading right above a text, where blank lines set such pairs apart."""
        return (
            self._spaced
            and self._touch(i + 1)
            and not self._touch(i)
            and is_sentence_end(self.lines[i + 1].text)
            and not self.phrases[i + 1]
        )

    @cached_property
    def _spaced(self) -> bool:
        """Whether blank lines stand between the paragraphs."""
        return 3 * sum(not self._touch(i) for i in range(len(self.lines))) >= len(self.lines)

    @cached_property
    def _listed(self) -> list[bool]:
        """Whether each line is an item of a list that a colon announces, up to the next blank line."""
        out: list[bool] = []
        for i, prose in enumerate(self.prose):
            announced = i > 0 and self.lines[i - 1].text.endswith(":") and not self.anchors[i - 1]
            out.append(announced or (i > 0 and out[i - 1] and self._touch(i) and not prose))
        return out

    @cached_property
    def body(self) -> tuple[int, int]:
        """The run of lines (first, last + 1) with the most prose and the least furniture."""
        return heaviest([self._weight(i) for i in range(len(self.lines))])

    @cached_property
    def rival(self) -> tuple[int, int]:
        """The run of lines that may be the body as well: the heaviest of the others, where it is about as heavy."""
        first, last = self.body
        weights = [self._weight(i) for i in range(len(self.lines))]
        others = [-MOST_GAIN * len(weights) if first <= i < last else weight for i, weight in enumerate(weights)]
        start, end = heaviest(others)
        return (start, end) if sum(others[start:end]) >= RIVAL * sum(weights[first:last]) else (0, 0)

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
        if any(phrase.alone and phrase.form != "sentence" for phrase in self.phrases[i]):
            return -ALONE_LOSS
        if self.anchors[i]:
            return -ANCHOR_LOSS
        told = any(phrase.alone for phrase in self.phrases[i])  # in a sentence, as articles have them, too
        return min(len(self.lines[i].text), MOST_GAIN) if self.prose[i] and not told else -LINE_LOSS


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
