"""
Long s: type set before about 1810 has ſ inside words, and OCR reads it as f.

Channel: intended s → observed f, anywhere but at the end of a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.text import Document, Span, Token
from textmend.text.glyph_case import glyph_case

COST = 0.5  # nats a letter: where there is a long s, hardly one is read rightly
SIGN = -8.0  # nats: the sign itself leaves no doubt
MOST = 5  # letters f in a word


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield each known word reached by reading some of an unknown word's letters f as s."""
    known = words.load()
    flags = known.flags([token.norm for token in tokens])
    for token in tokens:
        norm = token.norm
        if ("f" in norm[:-1] or "ſ" in norm) and norm.isalpha() and not flags[norm]:
            choices = sorted(readings(norm))
            observed = document.text[token.start : token.end]
            for intended, flag in known.flags(choices).items():
                if flag & words.WORD and intended != norm:
                    letters = sum(a != b for a, b in zip(norm, intended, strict=True))
                    span = Span(token.start, token.end)
                    why = "“f” for “ſ”, the long s" if "ſ" not in norm else "“ſ” is the long s"
                    cost = COST * letters + (SIGN if "ſ" in norm else 0.0)
                    yield Candidate(span, observed, glyph_case(observed, intended), NAME, cost, why)


def readings(word: str) -> set[str]:
    """
    Return the spellings of a word with each inner f read as f or as s, and each ſ as s.

    >>> sorted(readings("faf"))
    ['faf', 'saf']
    """
    word = word.replace("ſ", "s")
    if word[:-1].count("f") > MOST:
        return set()
    choices = ["fs" if letter == "f" else letter for letter in word[:-1]] + [word[-1]]
    return set(map("".join, product(*choices)))


NAME = "long_s"
ARTIFACT = Artifact(NAME, stage="glyph", propose=propose)
