"""
Spun terms: a fixed term (a name, a title, a technical term) whose words were replaced one by one.

Channel: each word of the term → one of its substitutes; the term is offered whole (see lexicons/terms.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textmend.artifacts.artifact import Artifact
from textmend.edits import Candidate
from textmend.lexicons import store, terms
from textmend.matching.terms import TermMatch, find_terms
from textmend.text import Document, Span, Token

HALF_KEPT = 2.5  # nats; best on the development abstracts among 0 … 4
MOST_TERMS = 4  # that begin at one token, cheapest first


def propose(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield the terms that the tokens may stand for."""
    yield from _candidates(document, tokens, find_terms(document.text, tokens, terms.load()))


def propose_broadly(document: Document, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Yield likewise, with every word that a broad thesaurus has: for texts in which terms alone are broken."""
    words = store.load(store.TERM_WORDS)
    yield from _candidates(document, tokens, find_terms(document.text, tokens, terms.load(), words))


def _candidates(document: Document, tokens: Sequence[Token], matches: Iterable[TermMatch]) -> Iterator[Candidate]:
    """Yield the cheapest terms that begin at each token."""
    begun: dict[int, int] = {}
    for match in matches:
        begun[match.first] = begun.get(match.first, 0) + 1
        if begun[match.first] <= MOST_TERMS:
            span = Span(tokens[match.first].start, tokens[match.last - 1].end)
            observed = document.text[span.start : span.end]
            yield Candidate(span, observed, match.term, NAME, _cost(match), "fixed term")


def _cost(match: TermMatch) -> float:
    """Return the cost of a term, more where one word of two still stands: many such phrases are right as they are."""
    return match.cost + (HALF_KEPT if (match.replaced, match.kept) == (1, 1) else 0.0)


NAME = "spun_term"
ARTIFACT = Artifact(NAME, stage="wording", propose=propose)
BROAD = Artifact(NAME, stage="wording", propose=propose_broadly)
