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
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textmend.edits import Candidate
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.vocabulary import BOUNDARY, fold
from textmend.text.keys import token_key
from textmend.text.tokens import normal_forms

BOUNDARY_KEY = token_key(BOUNDARY)
# A word has a number in its document, and two or three in a row are packed into one integer; all words after two
# million different ones share the last number.
BITS = 21
WORD, PAIR = (1 << BITS) - 1, (1 << 2 * BITS) - 1  # the last word, and the last two, of packed ones
PHRASES = 20_000  # remembered; the same few thousand are in every spun text

Indices = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


class Arc(NamedTuple):
    """One reading of a sentence's tokens[first:last]; candidate is None where the tokens are kept."""

    first: int
    last: int
    words: tuple[int, ...]  # keys of the folded intended words
    candidate: Candidate | None


class Trellis:
    """
    The states and edges of all sentences, in columns.

    An edge takes an arc from one state to another. The edges out of a sentence's last place end it; their arc is -1 and
    their target is the sentence's own last state.
    """

    def __init__(self) -> None:
        self.arcs: list[Arc] = []
        self.sentence_arcs: list[tuple[int, int]] = []  # of each sentence, the first arc and the last + 1
        self._tokens = [0]  # of the document before each sentence, and in all
        self.place = array("i")  # of each state, in its sentence
        self.begin = array("i")  # state at which each sentence begins
        self.end = array("i")  # state at which each sentence ends
        self.source = array("i")
        self.target = array("i")
        self.arc = array("i")
        self._memory = array("q")  # of each state, the two words before it
        self._words = {BOUNDARY_KEY: 0}  # number of each word
        self._arc_words: list[list[int]] = []  # the numbers of each arc's words

    def add(self, length: int, arcs: Sequence[Arc]) -> None:
        """Add a sentence of so many tokens."""
        first_arc = len(self.arcs)
        self.arcs += arcs
        self.sentence_arcs.append((first_arc, len(self.arcs)))
        self._tokens.append(self._tokens[-1] + length)
        states: list[dict[int, int]] = [{} for _ in range(length + 1)]  # by the memory of each
        numbers: list[list[int]] = [[] for _ in range(length)]  # of the arcs that leave each place
        leaving: list[list[tuple[int, int, bool]]] = [[] for _ in range(length)]
        for number, arc in enumerate(arcs, first_arc):
            words = [self._words.setdefault(word, min(len(self._words), WORD)) for word in arc.words]
            whole = len(words) > 1  # it alone is the memory of the states that it leads to
            self._arc_words.append(words)
            numbers[arc.first].append(number)
            leaving[arc.first].append((arc.last, words[-2] << BITS | words[-1] if whole else words[-1], whole))
        self.begin.append(self._state(0, 0))
        states[0][0] = self.begin[-1]
        for place in range(length):
            targets: dict[int, list[int]] = {}  # where arcs lead, by the word before: they forget the one before that
            for memory, source in states[place].items():
                before = memory & WORD
                if before not in targets:
                    targets[before] = [
                        self._reached(states[last], last, ending if whole else before << BITS | ending)
                        for last, ending, whole in leaving[place]
                    ]
                self.source.extend([source] * len(numbers[place]))
                self.arc.extend(numbers[place])
                self.target.extend(targets[before])
        self.end.append(self._state(length + 1, 0))
        self.source.extend(states[length].values())
        self.arc.extend([-1] * len(states[length]))
        self.target.extend([self.end[-1]] * len(states[length]))

    def arcs_of(self, sentence: int) -> Iterator[tuple[int, Arc]]:
        """Yield the arcs of a sentence with their numbers."""
        first, last = self.sentence_arcs[sentence]
        return zip(range(first, last), self.arcs[first:last], strict=True)

    def places(self) -> tuple[Indices, Indices]:
        """Return where each arc begins and ends, in tokens of the document."""
        before = np.repeat(self._tokens[:-1], [last - first for first, last in self.sentence_arcs]).astype(np.intp)
        firsts, lasts = (np.fromiter((arc[end] for arc in self.arcs), np.intp, len(self.arcs)) for end in (0, 1))
        return before + firsts, before + lasts

    def language(self, model: LanguageModel, weight: float) -> Floats:
        """Return ln P of the words of each edge, given the two before each, times a weight."""
        source, arc = column(self.source), column(self.arc)
        words = [*self._arc_words, [0]]  # arc -1 ends a sentence
        count = np.array([len(own) for own in words])[arc]
        begin = np.cumsum([0, *map(len, words)])[:-1][arc]
        word = np.fromiter(chain.from_iterable(words), np.int64)
        edges, memory, triples, made_by = np.arange(len(arc)), np.frombuffer(self._memory, np.int64)[source], [], []
        for i in range(count.max()):
            longer = count[edges] > i
            edges, memory = edges[longer], memory[longer]
            triple = memory << BITS | word[begin[edges] + i]
            memory = triple & PAIR
            triples.append(triple)
            made_by.append(edges)
        triple, keys = np.concatenate(triples), np.array(list(self._words)[: WORD + 1], np.uint64)
        scores = model.log_probability(*(keys[triple >> shift & WORD] for shift in (2 * BITS, BITS, 0)))
        scores = scores * np.float32(weight)
        return np.asarray(np.bincount(np.concatenate(made_by), scores, len(arc)), np.float64)

    def _reached(self, states: dict[int, int], place: int, memory: int) -> int:
        """Return the state of a place that has a memory, a new one if there is none."""
        state = states.get(memory)
        if state is None:
            state = states[memory] = self._state(place, memory)
        return state

    def _state(self, place: int, memory: int) -> int:
        self.place.append(place)
        self._memory.append(memory)
        return len(self.place) - 1


def column(values: array[int]) -> Indices:
    """Return a column of a trellis as indices."""
    return np.frombuffer(values, np.int32).astype(np.intp)


def kept(index: int, norm: str) -> Arc:
    """Return the arc that keeps one token."""
    return Arc(index, index + 1, (kept_word(norm),), None)


def kept_word(norm: str) -> int:
    """Return the key of a token that is kept, folded."""
    return token_key(fold(norm))


@lru_cache(maxsize=PHRASES)
def intended_words(phrase: str) -> tuple[int, ...]:
    """Return the keys of the folded words of an intended phrase."""
    return tuple(kept_word(norm) for norm in intended_norms(phrase))


@lru_cache(maxsize=PHRASES)
def intended_norms(phrase: str) -> tuple[str, ...]:
    """Return the normal forms of an intended phrase."""
    return tuple(normal_forms(phrase))
