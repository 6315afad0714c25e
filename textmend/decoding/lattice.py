"""
The lattice of a sentence: all its readings, as arcs over its tokens.

An arc covers the observed tokens first … last-1 and says which words the author may have written there.
Each token has one arc that keeps it, so there is always a path. States are the language model's memory
(the two words before), so a path through states is a reading with its exact trigram score.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from textmend.edits import Candidate
from textmend.scoring.language_model import Floats, LanguageModel
from textmend.scoring.vocabulary import BOUNDARY, fold
from textmend.text.keys import token_key
from textmend.text.tokens import normal_forms

BOUNDARY_KEY = token_key(BOUNDARY)


class Arc(NamedTuple):
    """One reading of tokens[first:last]; candidate is None where the tokens are kept."""

    first: int
    last: int
    words: tuple[int, ...]  # keys of the folded intended words
    candidate: Candidate | None


class Edge(NamedTuple):
    """An arc taken from one state to another, with the triples of word keys that it makes."""

    source: int
    target: int
    arc: int
    triples: tuple[int, ...]


@dataclass(slots=True)
class Lattice:
    """The arcs of a sentence, and the trellis of states and edges over them, sources first."""

    arcs: list[Arc]
    edges: list[Edge] = field(default_factory=list)
    states: int = 0
    final: list[tuple[int, int]] = field(default_factory=list)  # state, triple that ends the sentence


class Triples:
    """The distinct triples of a batch of lattices, scored in one query."""

    def __init__(self) -> None:
        self._index: dict[tuple[int, int, int], int] = {}

    def number(self, a: int, b: int, c: int) -> int:
        """Return the number of a triple in the batch."""
        return self._index.setdefault((a, b, c), len(self._index))

    def sentence(self, words: Sequence[int]) -> list[int]:
        """Return the numbers of the triples of a sentence read as it stands, its end included."""
        padded = [BOUNDARY_KEY, BOUNDARY_KEY, *words, BOUNDARY_KEY]
        return [self.number(a, b, c) for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)]

    def scores(self, model: LanguageModel) -> Floats:
        """Return ln P(c | a b) for all triples, by number."""
        keys = np.array(list(self._index), np.uint64).reshape(-1, 3)
        return model.log_probability(keys[:, 0], keys[:, 1], keys[:, 2])


def kept(index: int, norm: str) -> Arc:
    """Return the arc that keeps one token."""
    return Arc(index, index + 1, (token_key(fold(norm)),), None)


def intended_words(phrase: str) -> tuple[int, ...]:
    """Return the keys of the folded words of an intended phrase."""
    return tuple(token_key(fold(norm)) for norm in normal_forms(phrase))


def build(length: int, arcs: Sequence[Arc], triples: Triples) -> Lattice:
    """Return the trellis of a sentence of `length` tokens; its new triples are numbered in the batch."""
    lattice = Lattice(list(arcs))
    leaving: list[list[int]] = [[] for _ in range(length)]
    for i, arc in enumerate(lattice.arcs):
        leaving[arc.first].append(i)
    states: list[dict[tuple[int, int], int]] = [{} for _ in range(length + 1)]
    states[0][BOUNDARY_KEY, BOUNDARY_KEY] = 0
    lattice.states = 1
    for place in range(length):
        for (a, b), source in states[place].items():
            for i in leaving[place]:
                arc = lattice.arcs[i]
                before2, before1, made = a, b, []
                for word in arc.words:
                    made.append(triples.number(before2, before1, word))
                    before2, before1 = before1, word
                reached = states[arc.last]
                target = reached.get((before2, before1))
                if target is None:
                    target = reached[before2, before1] = lattice.states
                    lattice.states += 1
                lattice.edges.append(Edge(source, target, i, tuple(made)))
    for (a, b), state in states[length].items():
        lattice.final.append((state, triples.number(a, b, BOUNDARY_KEY)))
    return lattice
