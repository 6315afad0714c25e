"""
Line-end hyphens: a word was broken at the end of a line, with a hyphen, a soft hyphen or the sign ¬.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.text import Document, Span, Token

HYPHENS = ("-", "¬", "\u00ad", "\u2010")
KNOWN_HALVES = 1.0  # nats where both halves are words, as in a compound
UNKNOWN_WHOLE = 4.0


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield each known word that a hyphen and a line end stand in."""
    known = words.load()
    for before, hyphen, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        gap = document.text[hyphen.end : after.start]
        if hyphen.norm not in HYPHENS or before.end != hyphen.start or "\n" not in gap or not gap.isspace():
            continue
        joined = before.norm + after.norm
        if len(gap) > 12 or gap.count("\n") > 1 or not joined.isalpha():
            continue
        span = Span(before.start, after.end)
        observed = document.text[span.start : span.end]
        flags = known.flags([joined, before.norm, after.norm])
        cost = KNOWN_HALVES if flags[before.norm] and flags[after.norm] else 0.0
        if flags[joined]:
            intended = document.text[before.start : before.end] + document.text[after.start : after.end]
            yield Candidate(span, observed, intended, NAME, cost, "word broken at the end of a line")


NAME = "line_end_hyphen"
ARTIFACT = Artifact(NAME, stage="layout", propose=propose)
