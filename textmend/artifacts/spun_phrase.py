"""
Spun phrases: a re-writing robot put a synonym, often of the wrong sense, where the author's words were.

Channel: intended phrase → one of its substitutes, by rank (see lexicons/build.py for the probabilities). An entry that
has no substitute leaves its template's braces behind: `{dollars}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import store
from textmend.matching.phrases import find_phrases
from textmend.text import Document, Span, Token, is_word

BRACES_COST = 1.0  # nats; braces around a single word are nothing else in prose


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield every phrase that the lexicon knows as a substitute, with each phrase it may stand for."""
    lexicon = store.load()
    for match in find_phrases(document.text, tokens, lexicon):
        span = Span(tokens[match.first].start, tokens[match.last - 1].end)
        observed = document.text[span.start : span.end]
        for source in lexicon.sources(match.entry):
            yield Candidate(span, observed, source.intended, NAME, min(source.costs), source.kind, source.costs)
    yield from _templates(document.text, tokens)


def _templates(text: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield each word in braces, without them."""
    for a, word, b in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if a.norm == "{" and b.norm == "}" and a.end == word.start and word.end == b.start and is_word(word.norm):
            span = Span(a.start, b.end)
            observed = text[span.start : span.end]
            yield Candidate(span, observed, text[word.start : word.end], NAME, BRACES_COST, "template")


NAME = "spun_phrase"
ARTIFACT = Artifact(NAME, stage="wording", propose=propose)
