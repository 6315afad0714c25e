"""
Tokens: the words, numbers and marks of a text, with their offsets.

A word keeps an inner apostrophe (`don't`), but the possessive `'s` is a token of its own, and a
hyphenated compound is its parts with the hyphens between, because spinners replace inside compounds.
The tokens of a phrase in the lexicon, of a line of a corpus and of a text under repair are all made here.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple

from textmend.text.patterns import lazily
from textmend.text.spans import Span

LETTER = r"[^\W\d_]"
SIMPLE = 0x250  # where the scripts other than Latin begin
PUNCTUATION = frozenset(map(chr, [*range(0x2010, 0x2070), *range(0x20A0, 0x20C0)]))  # no letters among them


def _pattern(letter: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return the pattern of a token, with letters of a class."""
    inner = rf"(?:['’](?![sS]\b){letter}++)*+"
    return lazily(
        rf"{letter}(?:{letter}++{inner}"  # words, with don't and o'clock whole
        rf"|(?:\.{letter})+\.?(?!\w)"  # U.S., a.m., p.c
        rf"|{inner})"  # a, I, I'm
        r"|['’][sS]\b"  # the possessive
        r"|\d++(?:[.,:]\d++)*+"  # 1,300 and 6.5 and 7:30
        r"|[^\w\s\x1c-\x1f]|_",  # these separators are white space, but not to re.ASCII
        flags,
    )


TOKEN = _pattern(LETTER)
# The same for texts in Latin script, and in ASCII and lower case: a class that is spelt out is matched nearly twice as
# fast (benchmarks/speed.py).
LATIN_LETTERS = "A-Za-zª²³µ¹º¼-¾À-ÖØ-öø-ɏ"  # those of LETTER below SIMPLE, as a test knows
LATIN_TOKEN = _pattern(f"[{LATIN_LETTERS}]")
LOWER_ASCII_TOKEN = _pattern("[a-z]", re.ASCII)


class Token(NamedTuple):
    """One token: its span in code points of the text, and its normal form (lower case, straight quotes)."""

    start: int
    end: int
    norm: str

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)


def normal_forms(text: str, latin: bool | None = None) -> list[str]:
    """
    Return the normal forms of a text's tokens, without offsets.

    latin: whether is_latin holds of its characters, if that is known.

    >>> normal_forms("China’s long-term debt: $1,300")
    ['china', "'s", 'long', '-', 'term', 'debt', ':', '$', '1,300']
    """
    plain = text.replace("’", "'").lower()
    if plain.isascii():
        return LOWER_ASCII_TOKEN.findall(plain)
    if latin is None:
        latin = is_latin(set(text))
    return (LATIN_TOKEN if latin else TOKEN).findall(plain)


def is_latin(characters: Set[str]) -> bool:
    """Tell whether there are no letters among some characters but Latin ones, and no marks but common ones."""
    return all(ord(character) < SIMPLE or character in PUNCTUATION for character in characters)


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
