"""
Tokens: the words, numbers and marks of a text, with their offsets.

A word keeps an inner apostrophe (`don't`), but the possessive `'s` is a token of its own, and a
hyphenated compound is its parts with the hyphens between, because spinners replace inside compounds.
The tokens of a phrase in the lexicon, of a line of a corpus and of a text under repair are all made here.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from textmend.text.spans import Span

LETTER = r"[^\W\d_]"
TOKEN = re.compile(
    rf"{LETTER}(?:\.{LETTER})+\.?(?!\w)"  # U.S., a.m., p.c
    rf"|{LETTER}++(?:['’](?![sS]\b){LETTER}++)*+"  # words, with don't and o'clock whole
    r"|['’][sS]\b"  # the possessive
    r"|\d++(?:[.,:]\d++)*+"  # 1,300 and 6.5 and 7:30
    r"|[^\w\s]|_"
)


class Token(NamedTuple):
    """One token: its span in code points of the text, and its normal form (lower case, straight quotes)."""

    start: int
    end: int
    norm: str

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)


def normal_forms(text: str) -> list[str]:
    """
    Return the normal forms of a text's tokens, without offsets.

    >>> normal_forms("China’s long-term debt: $1,300")
    ['china', "'s", 'long', '-', 'term', 'debt', ':', '$', '1,300']
    """
    return TOKEN.findall(text.replace("’", "'").lower())


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of text[start:end]; offsets count from the start of the text."""
    matches = TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), normal_form(m[0])) for m in matches]


def normal_form(token: str) -> str:
    """Return a token in lower case with straight apostrophes."""
    return token.replace("’", "'").lower()


def is_word(norm: str) -> bool:
    """Tell whether a normal form begins with a letter."""
    return norm[0].isalpha()
