"""
Joined words: the space between words was lost (`ofthe`, `isnotsurprising`), and what came out is no word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.text import Document, Span, Token

LOST_SPACE = 3.0  # nats a space
NAMED = 4.0  # nats: an unknown word with a capital is a name more often than not
LONGEST = 40  # letters
ONE_LETTER = ("a", "i")


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield for each unknown word the ways to cut it into two or three known words."""
    known = words.load()
    flags = known.flags([token.norm for token in tokens])
    for token in tokens:
        norm = token.norm
        if flags[norm] or not norm.isalpha() or not 3 < len(norm) <= LONGEST:
            continue
        observed = document.text[token.start : token.end]
        if not observed[1:].islower():
            continue
        for cuts in _cuts(norm, known):
            parts = [observed[a:b] for a, b in zip((0, *cuts), (*cuts, len(observed)), strict=True)]
            cost = LOST_SPACE * len(cuts) + (NAMED if observed[0].isupper() else 0.0)
            yield Candidate(Span(token.start, token.end), observed, " ".join(parts), NAME, cost, "space lost")


def _cuts(norm: str, known: words.Words) -> Iterator[tuple[int, ...]]:
    """Yield the places at which a word falls into two or three known words."""
    end = len(norm)
    pieces = {(a, b) for a in range(end) for b in range(a + 1, end + 1) if b - a > 1 or norm[a:b] in ONE_LETTER}
    pieces = {(a, b) for a, b in pieces if (a == 0 or b == end)} if end > 20 else pieces
    names = sorted({norm[a:b] for a, b in pieces})
    is_word = {name for name, flag in known.flags(names).items() if flag & words.WORD}
    for i in range(1, end):
        if norm[:i] in is_word:
            if norm[i:] in is_word:
                yield (i,)
            for j in range(i + 1, end):
                if norm[i:j] in is_word and norm[j:] in is_word:
                    yield (i, j)


NAME = "joined_words"
ARTIFACT = Artifact(NAME, stage="layout", propose=propose)
