"""
The lattice of a document: all readings of its sentences, as arcs over their tokens.

An arc covers the observed tokens first … last-1 of its sentence and says which words the author may have written there.
Each token has one arc that keeps it, so there is always a path. States are the language model's memory (the two words
before), so a path through states is a reading with its exact trigram score. All sentences stand side by side in one
trellis of flat columns, so that a decoder walks them together, place by place.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from textmend.edits import Candidate
from textmend.scoring.language_model import Floats, LanguageModel
from textmend.scoring.vocabulary import BOUNDARY, fold
from textmend.text.keys import token_key
from textmend.text.tokens import normal_forms

BOUNDARY_KEY = token_key(BOUNDARY)


class Arc(NamedTuple):
    """One reading of a sentence's tokens[first:last]; candidate is None where the tokens are kept."""

    first: int
    last: int
    words: tuple[int, ...]  # keys of the folded intended words
    candidate: Candidate | None


class Trellis:
    """
    The states and edges of all sentences, in columns.

    An edge takes an arc from one state to another and makes triples of words: those of edge i are
    triple[first_triple[i] : first_triple[i + 1]]. The edges out of a sentence's last place end it; their arc is -1 and
    their target is the sentence's own last state.
    """

    def __init__(self) -> None:
        self.arcs: list[Arc] = []
        self.sentence_arcs: list[tuple[int, int]] = []  # of each sentence, the first arc and the last + 1
        self.place = array("i")  # of each state, in its sentence
        self.begin = array("i")  # state at which each sentence begins
        self.end = array("i")  # state at which each sentence ends
        self.source = array("i")
        self.target = array("i")
        self.arc = array("i")
        self.triple = array("i")
        self.first_triple = array("i", [0])
        self._triples: dict[tuple[int, int, int], int] = {}

    def add(self, length: int, arcs: Sequence[Arc]) -> None:
        """Add a sentence of so many tokens."""
        triples, first_arc = self._triples, len(self.arcs)
        sources, targets, taken = self.source.append, self.target.append, self.arc.append
        number_of, made, ends = triples.setdefault, self.triple, self.first_triple.append
        self.arcs += arcs
        self.sentence_arcs.append((first_arc, len(self.arcs)))
        leaving: list[list[tuple[int, int, tuple[int, ...]]]] = [[] for _ in range(length)]
        for number, arc in enumerate(arcs, first_arc):
            leaving[arc.first].append((number, arc.last, arc.words))
        states: list[dict[tuple[int, int], int]] = [{} for _ in range(length + 1)]
        self.begin.append(self._state(0))
        states[0][BOUNDARY_KEY, BOUNDARY_KEY] = self.begin[-1]
        for place in range(length):
            for (a, b), source in states[place].items():
                for number, last, words in leaving[place]:
                    before2, before1 = a, b
                    for word in words:
                        made.append(number_of((before2, before1, word), len(triples)))
                        before2, before1 = before1, word
                    reached, memory = states[last], (before2, before1)
                    target = reached.get(memory)
                    if target is None:
                        target = reached[memory] = self._state(last)
                    sources(source)
                    targets(target)
                    taken(number)
                    ends(len(made))
        self.end.append(self._state(length + 1))
        for (a, b), source in states[length].items():
            made.append(number_of((a, b, BOUNDARY_KEY), len(triples)))
            sources(source)
            targets(self.end[-1])
            taken(-1)
            ends(len(made))

    def arcs_of(self, sentence: int) -> Iterator[tuple[int, Arc]]:
        """Yield the arcs of a sentence with their numbers."""
        first, last = self.sentence_arcs[sentence]
        return zip(range(first, last), self.arcs[first:last], strict=True)

    def as_it_stands(self, words: Sequence[int]) -> list[int]:
        """Return the numbers of the triples of a sentence read as it stands, its end included."""
        padded = [BOUNDARY_KEY, BOUNDARY_KEY, *words, BOUNDARY_KEY]
        return [
            self._triples.setdefault(triple, len(self._triples))
            for triple in zip(padded, padded[1:], padded[2:], strict=False)
        ]

    def triple_scores(self, model: LanguageModel) -> Floats:
        """Return ln P(c | a b) for all triples, by number, from one query."""
        keys = np.array(list(self._triples), np.uint64).reshape(-1, 3)
        return model.log_probability(keys[:, 0], keys[:, 1], keys[:, 2])

    def _state(self, place: int) -> int:
        self.place.append(place)
        return len(self.place) - 1


def kept(index: int, norm: str) -> Arc:
    """Return the arc that keeps one token."""
    return Arc(index, index + 1, (token_key(fold(norm)),), None)


def intended_words(phrase: str) -> tuple[int, ...]:
    """Return the keys of the folded words of an intended phrase."""
    return tuple(token_key(fold(norm)) for norm in normal_forms(phrase))
