"""
Decoding of a document's sentences: lattices → posteriors → readings with their confidence.

The sentences of a document are decoded together, because its spinner was one: a second round uses the
channel as the first one found it in this document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from textmend.decoding import lattice as lattices
from textmend.decoding.lattice import Arc, Lattice, Triples
from textmend.decoding.posterior import Decoded, decode
from textmend.edits import Candidate
from textmend.lexicons import store
from textmend.scoring.channel import KEPT, SpinChannel
from textmend.scoring.language_model import LanguageModel
from textmend.text import Span, Token, is_word
from textmend.text.keys import phrase_key

MOST_READINGS = 10  # of one span, likeliest first without context


class Sentence(NamedTuple):
    """A sentence's tokens and the candidates in it."""

    tokens: Sequence[Token]
    candidates: Sequence[Candidate]


class Fact(NamedTuple):
    """What the channel needs to know of an arc; outcome is KEPT or the substitute."""

    intended: str
    outcome: str
    cost: float
    replaceable: bool
    capitalised: bool


class Prepared(NamedTuple):
    """A sentence's lattice, the facts of its arcs, and the triples of the text as it stands."""

    lattice: Lattice
    facts: list[Fact]
    observed: list[int]


class Reading(NamedTuple):
    """A candidate with its posterior probability, and whether the best path takes it."""

    candidate: Candidate
    confidence: float
    best: bool


class Document:
    """The sentences of one document, ready to be decoded under one channel after another."""

    def __init__(self, text: str, sentences: Sequence[Sentence], model: LanguageModel) -> None:
        triples = Triples()
        limited = likeliest([sentence.candidates for sentence in sentences], model)
        self.prepared = [_prepare(text, s.tokens, kept, triples) for s, kept in zip(sentences, limited, strict=True)]
        self._scores = triples.scores(model).tolist()

    def decode(self, channel: SpinChannel, which: Iterable[int] | None = None) -> list[Decoded]:
        """Return the decoded sentences, or some of them, under a channel."""
        chosen = self.prepared if which is None else [self.prepared[i] for i in which]
        return [decode(p.lattice, _arc_scores(p.facts, channel), self._scores) for p in chosen]

    def as_it_stands(self) -> list[float]:
        """Return ln P of each sentence under the language model, as observed."""
        return [sum([self._scores[triple] for triple in p.observed]) for p in self.prepared]

    def outcomes(self, decoded: Sequence[Decoded], which: Sequence[int]) -> list[tuple[Fact, float]]:
        """Return what became of each replaceable phrase, with its posterior probability."""
        return [
            (fact, posterior)
            for i, d in zip(which, decoded, strict=True)
            for fact, posterior in zip(self.prepared[i].facts, d.posterior, strict=True)
            if fact.replaceable
        ]

    def readings(self, decoded: Sequence[Decoded], which: Sequence[int]) -> list[Reading]:
        """Return the readings of all candidates of decoded sentences."""
        out = []
        for i, d in zip(which, decoded, strict=True):
            on_path = set(d.path)
            out += [
                Reading(arc.candidate, d.posterior[number], number in on_path)
                for number, arc in enumerate(self.prepared[i].lattice.arcs)
                if arc.candidate is not None
            ]
        return out


def likeliest(candidates: Sequence[Sequence[Candidate]], model: LanguageModel) -> list[list[Candidate]]:
    """Return each sentence's candidates, of each span only the likeliest by channel and unigrams."""
    phrases = sorted({c.intended for found in candidates for c in found})
    words = [lattices.intended_words(phrase) for phrase in phrases]
    scores = model.single(np.array([word for phrase in words for word in phrase], np.uint64))
    starts = np.cumsum([0] + [len(phrase) for phrase in words])
    prior = {phrase: float(scores[a:b].sum()) for phrase, a, b in zip(phrases, starts, starts[1:], strict=False)}
    out = []
    for found in candidates:
        by_span: dict[Span, list[Candidate]] = {}
        for candidate in found:
            by_span.setdefault(candidate.span, []).append(candidate)
        kept: list[Candidate] = []
        for rivals in by_span.values():
            if len(rivals) > MOST_READINGS:
                rivals = sorted(rivals, key=lambda c: c.cost - prior[c.intended])[:MOST_READINGS]
            kept += rivals
        out.append(kept)
    return out


def _prepare(text: str, tokens: Sequence[Token], candidates: Sequence[Candidate], triples: Triples) -> Prepared:
    """Build a sentence's lattice, and note per arc what the channel needs to know."""
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(tokens)}
    first_word = next((i for i, token in enumerate(tokens) if is_word(token.norm)), 0)
    upper = [i > first_word and text[token.start].isupper() for i, token in enumerate(tokens)]
    headwords = store.load().is_headword(np.array([phrase_key((token.norm,)) for token in tokens], np.uint64))
    arcs = [lattices.kept(i, token.norm) for i, token in enumerate(tokens)]
    facts = [Fact(token.norm, KEPT, 0.0, bool(headwords[i]), upper[i]) for i, token in enumerate(tokens)]
    observed = triples.sentence([arc.words[0] for arc in arcs])
    for c in candidates:
        first, last = starts[c.span.start], ends[c.span.end]
        arcs.append(Arc(first, last, lattices.intended_words(c.intended), c))
        facts.append(Fact(c.intended, c.observed.lower(), c.cost, True, upper[first] and c.intended[0].islower()))
    return Prepared(lattices.build(len(tokens), arcs, triples), facts, observed)


def _arc_scores(facts: Sequence[Fact], channel: SpinChannel) -> list[float]:
    """Return ln of the channel's probability of each arc."""
    return [
        channel.kept(fact.intended, fact.replaceable, fact.capitalised)
        if fact.outcome == KEPT
        else channel.replaced(fact.intended, fact.outcome, fact.cost, fact.capitalised)
        for fact in facts
    ]
