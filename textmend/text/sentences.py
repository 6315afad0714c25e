"""
Sentences and paragraphs, as runs of tokens.

A sentence ends at a full stop, question or exclamation mark that something like a new sentence
follows, and at the end of a line unless the next line goes on in lower case (hard-wrapped text).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from textmend.text.patterns import lazily
from textmend.text.spans import Span
from textmend.text.tokens import Token

ENDERS = frozenset(".!?…")
CLOSERS = frozenset("\"'”’»)]")
# Titles and shortenings that a name or number follows: their full stop ends nothing.
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof sen rep gov gen col lt sgt capt hon rev st jr sr no vs etc inc ltd co corp dept univ jan feb
    mar apr jun jul aug sep sept oct nov dec ave blvd mt ft fig eq al approx""".split()
)
BREAK = lazily(r"\n(?=[^\S\n]*(?:\n|[^\sa-z]))")  # blank line, or a line that does not go on in lower case


def paragraphs(text: str) -> list[Span]:
    """Return the spans of the paragraphs (lines, with hard-wrapped ones joined) that hold any text."""
    cuts = [0, *(m.end() for m in BREAK.finditer(text)), len(text)]
    return [Span(a, b) for a, b in itertools.pairwise(cuts) if not text[a:b].isspace() and a < b]


def sentences(text: str, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph's tokens as (first, last + 1) indices into them."""
    first = 0
    for i, token in enumerate(tokens):
        if token.norm in ENDERS and _ends(text, tokens, i):
            last = i + 1
            while last < len(tokens) and tokens[last].norm in CLOSERS and tokens[last].start == tokens[last - 1].end:
                last += 1
            if last > first:
                yield first, last
            first = last
    if first < len(tokens):
        yield first, len(tokens)


def _ends(text: str, tokens: Sequence[Token], i: int) -> bool:
    """Tell whether the mark at token i ends its sentence."""
    nxt = i + 1
    while nxt < len(tokens) and tokens[nxt].norm in CLOSERS and tokens[nxt].start == tokens[nxt - 1].end:
        nxt += 1
    if nxt >= len(tokens):
        return True
    following = text[tokens[nxt].start]
    if tokens[nxt].start == tokens[nxt - 1].end or following.islower():
        return False
    before = tokens[i - 1].norm if i else ""
    return not (tokens[i].norm == "." and (before in ABBREVIATIONS or (len(before) == 1 and before.isalpha())))
