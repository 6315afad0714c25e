"""The lines of a text that hold anything, with what their shape says of them."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from textmend.text.patterns import lazily

PROSE_WORDS = 12  # a line of at least so many words that ends like a sentence is prose
WRAPPED = 50  # characters of a line that is wrapped, at least
# A line of a narrow newspaper column that is wrapped, at least; and the share of a text's characters in wrapped lines
# from which it was set for paper. Of 20 scanned pages all have .43 or more, of 159 newspaper columns 150 have .25; of
# 510 texts of 102 web pages those of one page, whose source is wrapped (benchmarks/furniture.py --scans).
COLUMN, PAPER_SHARE = 20, 0.25
PAPER_LINES = 5  # so many wrapped lines are a habit
PAPER_CONFIDENCE = 0.5  # that what looks like residue is, in such a text: less than any edit is made with by default
PAPER = "; only reported: the lines are wrapped as on paper, and a scanned page shows what it shows"
FUNCTION_WORDS = frozenset(
    """the a an of to in and is was for that it on with as at by he she they we you i his her their its be are were has
    have had but not from this which who or been will would said when if so do did my your our them him us""".split()
)
STOPS = (".", "?", "!", "…")
CLOSERS = "\"'”’»)]*"
WORD = lazily(r"[^\W_]++(?:['’][^\W_]++)*+")


class Line(NamedTuple):
    """A line that holds something: code points of the text, its line end included, and what it holds."""

    start: int
    end: int
    text: str  # without the white space around it


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that hold more than white space."""
    lines, at = [], 0
    for raw in text.split("\n"):
        end = at + len(raw) + 1
        if inside := raw.strip():
            lines.append(Line(at, min(end, len(text)), inside))
        at = end
    return lines


def is_sentence_end(line: str) -> bool:
    """Tell whether a line ends as a sentence does, quotation marks aside."""
    return line.rstrip(CLOSERS).endswith(STOPS)


def is_prose(line: str) -> bool:
    """
    Tell whether a line is running text: long enough, and ended like a sentence.

    >>> is_prose("Home"), is_prose("The council met on Monday, and after a long debate it agreed to the plan.")
    (False, True)
    """
    spaces = line.count(" ")
    if len(line) <= 40 or spaces + 1 < PROSE_WORDS:
        return False
    if is_sentence_end(line):
        return True
    return spaces >= 2 * PROSE_WORDS and share_of_function_words(line) >= 0.3


def goes_on(line: Line, after: Line) -> bool:
    """Tell whether a line is prose that was wrapped: the line right after it goes on in lower case."""
    return line.end == after.start and len(line.text) >= WRAPPED and after.text[0].islower()


def is_on_paper(text: str) -> bool:
    """
    Tell whether a text's lines are wrapped as on a printed page: such a text was scanned, not scraped.

    A scraper gives each paragraph a line of its own. What scanning does to words is no evidence here: it is mended
    later, and the mended text must be judged as this one is.
    """
    lines = lines_of(text)
    wrapped = [
        len(line.text)
        for line, after in pairwise(lines)
        if line.end == after.start
        and len(line.text) >= COLUMN
        and after.text[0].islower()
        and not is_sentence_end(line.text)
    ]
    return len(wrapped) >= PAPER_LINES and sum(wrapped) >= PAPER_SHARE * max(1, sum(len(line.text) for line in lines))


def share_of_function_words(line: str) -> float:
    """Return the share of a line's words that are function words."""
    words = WORD.findall(line.lower())
    return sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))
