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
SIMPLE = 0x250  # where the scripts other than Latin begin
PUNCTUATION = frozenset(map(chr, [*range(0x2010, 0x2070), *range(0x20A0, 0x20C0)]))  # no letters among them
PLAIN = bytes(range(0x80))


def _pattern(letter: str) -> re.Pattern[str]:
    """Return the pattern of a token, with letters of a class."""
    inner = rf"(?:['’](?![sS]\b){letter}++)*+"
    return re.compile(
        rf"{letter}(?:{letter}++{inner}"  # words, with don't and o'clock whole
        rf"|(?:\.{letter})+\.?(?!\w)"  # U.S., a.m., p.c
        rf"|{inner})"  # a, I, I'm
        r"|['’][sS]\b"  # the possessive
        r"|\d++(?:[.,:]\d++)*+"  # 1,300 and 6.5 and 7:30
        r"|[^\w\s]|_"
    )


TOKEN = _pattern(LETTER)
# The same for texts in Latin script: a class that is spelt out is matched nearly twice as fast (benchmarks/speed.py).
LATIN_LETTERS = "".join(filter(re.compile(LETTER).match, map(chr, range(SIMPLE))))
LATIN_TOKEN = _pattern(f"[{LATIN_LETTERS}]")


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
    pattern = LATIN_TOKEN if _is_latin(text) else TOKEN
    return pattern.findall(text.replace("’", "'").lower())


def _is_latin(text: str) -> bool:
    """Tell whether a text has no letters but Latin ones, and common marks."""
    if text.isascii():
        return True
    others = text.encode("utf-8", "surrogatepass").translate(None, PLAIN).decode("utf-8", "surrogatepass")
    return all(ord(character) < SIMPLE or character in PUNCTUATION for character in set(others))


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
