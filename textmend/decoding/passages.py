"""
Decoding of a document's sentences: lattices → posteriors → readings with their confidence.

The sentences of a document are decoded together, because its spinner was one: a second round uses the
channel as the first one found it in this document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from textmend.artifacts import spun_term
from textmend.decoding.lattice import Arc, Trellis, intended_words, kept
from textmend.decoding.posterior import Decoded, Decoder
from textmend.decoding.pruning import pruned
from textmend.decoding.sentences import Sentence
from textmend.edits import Candidate
from textmend.lexicons import store
from textmend.scoring.channel import (
    CAPITALISED,
    CHANNEL_WEIGHT,
    DIALECT_PRIOR,
    KEPT,
    LANGUAGE_WEIGHT,
    SHELTERED,
    Outcome,
    SpinChannel,
)
from textmend.scoring.gate import KNOWN_TERM
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.vocabulary import fold
from textmend.text import Token, is_word, normal_forms
from textmend.text.keys import phrase_key

REPLACED = (1.0,) * len(DIALECT_PRIOR)  # what was replaced is in the dictionary

NO_NOTES: Mapping[int, str] = MappingProxyType({})


class Fact(NamedTuple):
    """What the channel needs to know of an arc; outcome is KEPT or the substitute."""

    intended: str
    outcome: str
    cost: float
    known: tuple[float, ...]  # by dialect: probability that its spinner's dictionary has the intended phrase
    costs: tuple[float, ...]  # of the substitute by dialect
    place: float  # share of such places that spinners touch


class Change(NamedTuple):
    """What an arc changes: the observed tokens first … last-1 become these normal forms."""

    first: int
    last: int
    intended: tuple[str, ...]


class Reading(NamedTuple):
    """A candidate with its posterior probability, and whether the best path takes it."""

    candidate: Candidate
    confidence: float
    best: bool
    note: str = ""  # what else speaks for it, for people


class Passages:
    """The sentences of one document, ready to be decoded under one channel after another."""

    def __init__(self, text: str, sentences: Sequence[Sentence], model: LanguageModel) -> None:
        self.sentences = sentences
        self._trellis = Trellis()
        self._facts: list[Fact] = []  # of each arc
        self._changes: list[list[Change]] = []  # of each arc
        worth = [with_terms_known(sentence, model) for sentence in sentences]
        observed = [
            self._add(text, sentence.tokens, candidates)
            for sentence, candidates in zip(sentences, pruned(worth, model), strict=True)
        ]
        scores = self._trellis.triple_scores(model) * np.float32(LANGUAGE_WEIGHT)
        self._decoder = Decoder(self._trellis, scores)
        self.as_it_stands = [float(scores[triples].sum()) for triples in observed]  # ln P of each sentence unrepaired

    def _add(self, text: str, tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[int]:
        """Add a sentence to the lattice, and note per arc what the channel needs to know."""
        starts = {token.start: i for i, token in enumerate(tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(tokens)}
        places = _places(text, tokens)
        known = store.load().known(np.array([phrase_key((token.norm,)) for token in tokens], np.uint64)).tolist()
        arcs = [kept(i, token.norm) for i, token in enumerate(tokens)]
        observed = self._trellis.as_it_stands([arc.words[0] for arc in arcs])
        self._facts += [Fact(token.norm, KEPT, 0.0, tuple(known[i]), (), places[i]) for i, token in enumerate(tokens)]
        self._changes += [[] for _ in tokens]
        for c in candidates:
            first, last = starts[c.span.start], ends[c.span.end]
            norms = [token.norm for token in tokens[first:last]]
            arcs.append(Arc(first, last, intended_words(c.intended), c))
            place = 1.0 if c.intended[0].isupper() else min(places[first], places[last - 1])
            self._facts.append(Fact(c.intended, " ".join(norms), c.cost, REPLACED, c.by_dialect, place))
            self._changes.append(changes_of(first, norms, normal_forms(c.intended)))
        self._trellis.add(len(tokens), arcs)
        return observed

    def decode(self, channel: SpinChannel, before: Decoded | None = None) -> Decoded:
        """
        Return the posteriors and best paths of all sentences under a channel.

        before: what they decoded to when the channel was estimated; no place is then evidence for itself.
        """
        return self._decoder.decode(np.array(self.channel_scores(channel, before)))

    def channel_scores(self, channel: SpinChannel, before: Decoded | None = None) -> list[float]:
        """Return ln of the channel's probability of each arc; before is what decode says."""
        own = before.posterior.tolist() if before else repeat(0.0)
        return [
            channel.kept(fact.intended, fact.known, fact.place, part)
            if fact.outcome == KEPT
            else channel.replaced(fact.intended, fact.outcome, fact.cost, fact.costs, fact.place, part)
            for fact, part in zip(self._facts, own, strict=False)
        ]

    def arcs(self, sentence: int) -> Iterator[tuple[int, Arc]]:
        """Yield the arcs of a sentence with their numbers."""
        return self._trellis.arcs_of(sentence)

    def outcomes(self, decoded: Decoded, which: Iterable[int]) -> list[Outcome]:
        """Return what became of each phrase of some sentences that spinners may replace."""
        out = []
        for first, last in (self._trellis.sentence_arcs[i] for i in which):
            for fact, posterior in zip(self._facts[first:last], decoded.posterior[first:last].tolist(), strict=True):
                if any(fact.known):
                    out.append(Outcome(fact.intended, fact.outcome, posterior, fact.known, fact.place))
        return out

    def readings(self, decoded: Decoded, which: Iterable[int], notes: Mapping[int, str] = NO_NOTES) -> list[Reading]:
        """Return the readings of all candidates of some sentences; several arcs may make one change; notes by arc."""
        out = []
        for first, last in (self._trellis.sentence_arcs[i] for i in which):
            mass: dict[Change, float] = defaultdict(float)
            for changes, posterior in zip(
                self._changes[first:last], decoded.posterior[first:last].tolist(), strict=True
            ):
                for change in changes:
                    mass[change] += posterior
            for number in range(first, last):
                candidate = self._trellis.arcs[number].candidate
                if candidate is not None:
                    confidence = min((mass[change] for change in self._changes[number]), default=0.0)
                    best, note = bool(decoded.best[number]), notes.get(number, "")
                    out.append(Reading(candidate, min(confidence, 1.0), best, note))
        return out


def with_terms_known(sentence: Sentence, model: LanguageModel) -> Sentence:
    """Return a sentence whose fixed terms cost less by what the language model does not know of them."""
    terms = {c.intended for c in sentence.candidates if c.artifact == spun_term.NAME}
    if not terms:
        return sentence
    less = {
        term: max(0.0, KNOWN_TERM - model.phrase([fold(norm) for norm in normal_forms(term)])) * LANGUAGE_WEIGHT
        for term in terms
    }
    return sentence._replace(
        candidates=[
            c._replace(cost=c.cost - less[c.intended] / CHANNEL_WEIGHT) if c.artifact == spun_term.NAME else c
            for c in sentence.candidates
        ]
    )


def _places(text: str, tokens: Sequence[Token]) -> list[float]:
    """Return for each token the share of such places that spinners touch."""
    first_word = next((i for i, token in enumerate(tokens) if is_word(token.norm)), 0)
    out = []
    for i, token in enumerate(tokens):
        if text[token.start].isupper():
            out.append(CAPITALISED if i > first_word else 1.0)
        elif "-" in (text[token.start - 1 : token.start], text[token.end : token.end + 1]):
            out.append(SHELTERED)
        else:
            out.append(1.0)
    return out


def changes_of(first: int, observed: Sequence[str], intended: Sequence[str]) -> list[Change]:
    """
    Return the least changes that make an arc's observed tokens its intended words: one a word where they pair up.

    >>> changes_of(7, ["within", "the", "place"], ["in", "the", "seat"])
    [Change(first=7, last=8, intended=('in',)), Change(first=9, last=10, intended=('seat',))]
    >>> changes_of(7, ["the", "brand", "new"], ["the", "new"])
    [Change(first=8, last=9, intended=())]
    """
    start, end, stop = 0, len(observed), len(intended)
    while start < min(end, stop) and observed[start] == intended[start]:
        start += 1
    while min(end, stop) > start and observed[end - 1] == intended[stop - 1]:
        end, stop = end - 1, stop - 1
    if end - start == stop - start:
        return [
            Change(first + i, first + i + 1, (intended[i],)) for i in range(start, end) if observed[i] != intended[i]
        ]
    return [Change(first + start, first + end, tuple(intended[start:stop]))]
