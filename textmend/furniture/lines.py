"""The lines of a text that hold anything, with what their shape says of them."""

from __future__ import annotations

import re
from typing import NamedTuple

PROSE_WORDS = 12  # a line of at least so many words that ends like a sentence is prose
WRAPPED = 50  # characters of a line that is wrapped, at least
FUNCTION_WORDS = frozenset(
    """the a an of to in and is was for that it on with as at by he she they we you i his her their its be are were has
    have had but not from this which who or been will would said when if so do did my your our them him us""".split()
)
STOPS = (".", "?", "!", "…")
CLOSERS = "\"'”’»)]*"
WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")


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


def share_of_function_words(line: str) -> float:
    """Return the share of a line's words that are function words."""
    words = WORD.findall(line.lower())
    return sum(word in FUNCTION_WORDS for word in words) / max(1, len(words))
