"""
Decoding of a document's sentences: lattices → posteriors → readings with their confidence.

The sentences of a document are decoded together, because its spinner was one: a second round uses the
channel as the first one found it in this document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textmend.artifacts import spun_term
from textmend.decoding.changes import Change, changes_by
from textmend.decoding.lattice import BOUNDARY_KEY, Arc, Trellis, intended_norms, intended_words, kept, kept_word
from textmend.decoding.posterior import Decoded, Decoder
from textmend.decoding.pruning import pruned
from textmend.decoding.sentences import Sentence
from textmend.decoding.subject import subject_scores
from textmend.edits import Candidate
from textmend.lexicons import store
from textmend.scoring import word_vectors
from textmend.scoring.channel import (
    CAPITALISED,
    CHANNEL_WEIGHT,
    DIALECT_PRIOR,
    EVEN,
    KEPT,
    LANGUAGE_WEIGHT,
    SHELTERED,
    Fact,
    Facts,
    SpinChannel,
    Weights,
)
from textmend.scoring.gate import KNOWN_TERM
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.vocabulary import fold
from textmend.text import Token, is_word
from textmend.text.keys import phrase_key

REPLACED = (1.0,) * len(DIALECT_PRIOR)  # what was replaced is in the dictionary
SHOWN = 0.1  # posterior below which a reading is not even shown as declined

NO_NOTES: Mapping[int, str] = MappingProxyType({})

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


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
        worth = [with_terms_known(sentence, model) for sentence in sentences]
        facts: list[Fact] = []  # of each arc
        for sentence, candidates in zip(sentences, pruned(worth, model), strict=True):
            facts += self._add(text, sentence.tokens, candidates)
        self._facts = Facts(facts)
        self._decoder = Decoder(self._trellis, self._trellis.language(model, LANGUAGE_WEIGHT))
        self.as_it_stands = self._as_it_stands(model)  # ln P of each sentence unrepaired

    def _add(self, text: str, tokens: Sequence[Token], candidates: Sequence[Candidate]) -> Iterator[Fact]:
        """Add a sentence to the lattice, and yield what the channel needs to know of each arc."""
        starts = {token.start: i for i, token in enumerate(tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(tokens)}
        arcs = [kept(i, token.norm) for i, token in enumerate(tokens)]
        arcs += [Arc(starts[c.span.start], ends[c.span.end], intended_words(c.intended), c) for c in candidates]
        self._trellis.add(len(tokens), arcs)
        norms, places = [token.norm for token in tokens], _places(text, tokens)
        known = store.load().known(np.array([phrase_key((norm,)) for norm in norms], np.uint64)).tolist()
        for norm, shares, place in zip(norms, known, places, strict=True):
            yield Fact(norm, KEPT, 0.0, tuple(shares), (), place)
        for (first, last, _, _), c in zip(arcs[len(tokens) :], candidates, strict=True):
            place = 1.0 if c.intended[0].isupper() else min(places[first], places[last - 1])
            yield Fact(c.intended, " ".join(norms[first:last]), c.cost, REPLACED, c.by_dialect, place)

    def _as_it_stands(self, model: LanguageModel) -> list[float]:
        """Return ln P of each sentence as it was observed, from one query."""
        padded = [
            [BOUNDARY_KEY, BOUNDARY_KEY, *map(kept_word, (token.norm for token in tokens)), BOUNDARY_KEY]
            for tokens, _ in self.sentences
        ]
        keys = np.fromiter(chain.from_iterable(padded), np.uint64)
        scores = model.log_probability(keys[:-2], keys[1:-1], keys[2:]) * np.float32(LANGUAGE_WEIGHT)
        ends = np.cumsum([len(words) for words in padded]).tolist()
        return [float(scores[end - len(words) : end - 2].sum()) for end, words in zip(ends, padded, strict=True)]

    def decode(
        self,
        channel: SpinChannel,
        before: Decoded | None = None,
        weights: Weights = EVEN,
        subject: Floats | float = 0.0,
    ) -> Decoded:
        """
        Return the posteriors and best paths of all sentences under a channel.

        before: what they decoded to when the channel was estimated; no place is then evidence for itself. subject: what
        the document's subject says of each arc.
        """
        scores = channel.scores(self._facts, before.posterior if before else 0.0)
        return self._decoder.decode(weights.channel * scores + subject, weights.language)

    def subject(self, decoded: Decoded) -> Floats:
        """Return of each arc, in nats, how well it goes with what the document is about, as it was decoded."""
        return subject_scores(self._trellis, decoded, word_vectors.load())

    def channel_scores(self, channel: SpinChannel, before: Decoded | None = None) -> list[float]:
        """Return ln of the channel's probability of each arc; before is what decode says."""
        scores: list[float] = channel.scores(self._facts, before.posterior if before else 0.0).tolist()
        return scores

    def adapted(self, channel: SpinChannel, decoded: Decoded, which: Iterable[int]) -> SpinChannel:
        """Return the channel re-estimated from what some sentences decoded to under it."""
        return channel.adapted(self._facts, decoded.posterior, self._arcs_of(which))

    def replaced(self, decoded: Decoded, which: Iterable[int]) -> float:
        """
        Return the number of different substitutes in some sentences that are sure.

        Each counts as its probability goes from a half to one: a clean text has dozens that are a little probable.
        """
        arcs = self._arcs_of(which)
        arcs = arcs[~self._facts.kept[arcs]]
        substitutes = self._facts.substitute[arcs]
        most = np.zeros(int(substitutes.max(initial=0)) + 1)
        np.maximum.at(most, substitutes, 2.0 * decoded.posterior[arcs] - 1.0)
        return float(most.sum())

    def survived(self, channel: SpinChannel, decoded: Decoded, which: Iterable[int]) -> float:
        """Return the expected number of words of the spinner's dictionary that some sentences still have."""
        arcs = self._arcs_of(which)
        arcs = arcs[self._facts.kept[arcs] & (self._facts.place[arcs] == 1.0)]
        return float((decoded.posterior[arcs] * channel.share(self._facts)[arcs]).sum())

    def arcs(self, sentence: int) -> Iterator[tuple[int, Arc]]:
        """Yield the arcs of a sentence with their numbers, those that keep a token first."""
        return self._trellis.arcs_of(sentence)

    def _arcs_of(self, which: Iterable[int]) -> Indices:
        """Return the numbers of the arcs of some sentences."""
        ranges = [np.arange(*self._trellis.sentence_arcs[sentence]) for sentence in which]
        return np.concatenate([np.zeros(0, np.intp), *ranges])

    def readings(self, decoded: Decoded, which: Iterable[int], notes: Mapping[int, str] = NO_NOTES) -> list[Reading]:
        """Return the readings of some sentences that are likely enough to be shown; notes by arc."""
        arcs = self._arcs_of(which)
        if not len(arcs):
            return []
        confidence = self._confidence(decoded)
        shown = arcs[~self._facts.kept[arcs] & (decoded.best[arcs] | (confidence[arcs] >= SHOWN))]
        return [
            Reading(candidate, sure, best, notes.get(arc, ""))
            for arc, sure, best in zip(
                shown.tolist(), confidence[shown].tolist(), decoded.best[shown].tolist(), strict=True
            )
            if (candidate := self._trellis.arcs[arc].candidate) is not None
        ]

    def _confidence(self, decoded: Decoded) -> Floats:
        """Return for each arc how likely all its changes are; several arcs may make one change."""
        arcs, changes = self._changes
        out = np.zeros(len(decoded.posterior))
        if len(arcs):
            mass = np.bincount(changes, decoded.posterior[arcs])
            begin = np.flatnonzero(np.concatenate([[True], arcs[1:] != arcs[:-1]]))
            out[arcs[begin]] = np.minimum(np.minimum.reduceat(mass[changes], begin), 1.0)
        return out

    @cached_property
    def _changes(self) -> tuple[Indices, Indices]:
        """The changes that arcs make: the arc of each, in order, and the number of the change."""
        numbers: dict[tuple[int, Change], int] = {}
        arcs, changes = [], []
        for i, sentence in enumerate(self.sentences):
            for number, change in changes_by(dict(self.arcs(i)), [token.norm for token in sentence.tokens]):
                arcs.append(number)
                changes.append(numbers.setdefault((i, change), len(numbers)))
        return np.array(arcs, np.intp), np.array(changes, np.intp)


def with_terms_known(sentence: Sentence, model: LanguageModel) -> Sentence:
    """Return a sentence whose fixed terms cost less by what the language model does not know of them."""
    terms = {c.intended for c in sentence.candidates if c.artifact == spun_term.NAME}
    if not terms:
        return sentence
    less = {
        term: max(0.0, KNOWN_TERM - model.phrase([fold(norm) for norm in intended_norms(term)])) * LANGUAGE_WEIGHT
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
