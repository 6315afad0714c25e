"""
Chunks: what stands between white space, as a scanner's eye sees words, without the marks around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textmend.text import Span, Token

LONGEST = 24  # characters


class Chunk(NamedTuple):
    """A run of tokens without white space inside; it begins and ends with a letter or digit, or with junk."""

    first: int
    last: int
    span: Span
    observed: str


# What is printed in no word, so that it was a letter or a speck of dirt; «» stand at the edges of foreign quotations.
JUNK = frozenset("~^*|¦•■«»_<>\\¬§°¢£¥©®¡¿¤±÷×{}[]")


def chunks(text: str, tokens: Sequence[Token]) -> Iterator[Chunk]:
    """Yield the chunks of a sentence's tokens that hold a letter, those with junk at an edge also together with it."""
    first = 0
    while first < len(tokens):
        last = first + 1
        while last < len(tokens) and tokens[last].start == tokens[last - 1].end:
            last += 1
        begin, end = first, last
        while begin < end and not _inner(tokens[begin]):
            begin += 1
        while end > begin and not _inner(tokens[end - 1]):
            end -= 1
        if begin < end:
            span = Span(tokens[begin].start, tokens[end - 1].end)
            if span.end - span.start <= LONGEST and any(token.norm[0].isalpha() for token in tokens[begin:end]):
                yield Chunk(begin, end, span, text[span.start : span.end])
                first_junk = begin - (begin > first and tokens[begin - 1].norm in JUNK)
                last_junk = end + (end < last and tokens[end].norm in JUNK)
                if (first_junk, last_junk) != (begin, end):
                    span = Span(tokens[first_junk].start, tokens[last_junk - 1].end)
                    yield Chunk(first_junk, last_junk, span, text[span.start : span.end])
        first = last


def _inner(token: Token) -> bool:
    return token.norm[0].isalnum()
