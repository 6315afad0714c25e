"""
Spun phrases: a re-writing robot put a synonym, often of the wrong sense, where the author's words were.

Channel: intended phrase → one of its substitutes, by rank (see lexicons/build.py for the probabilities).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import store
from textmend.matching.phrases import find_phrases
from textmend.text import Document, Span, Token


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield every phrase that the lexicon knows as a substitute, with each phrase it may stand for."""
    lexicon = store.load()
    for match in find_phrases(document.text, tokens, lexicon):
        span = Span(tokens[match.first].start, tokens[match.last - 1].end)
        observed = document.text[span.start : span.end]
        for source in lexicon.sources(match.entry):
            yield Candidate(span, observed, source.intended, NAME, min(source.costs), source.kind, source.costs)


NAME = "spun_phrase"
ARTIFACT = Artifact(NAME, stage="wording", propose=propose)
