"""
Signs of spinning: the cheap first look that lets clean text go.

Every word, pair and triple that a spinner makes more frequent or rarer has a weight, ln P(it | spun) / P(it | clean),
for each way of spinning (a wording spinner's of each dialect, and a thesaurus spinner's), computed from the lexicons
and the language model by scoring/build_signs.py. Words that spinners replace weigh against spinning: in spun text
hardly any survive. A text is worth a closer look if the weights of any stretch of it rise far enough (the largest sum
of a run, as in CUSUM; Page 1954), so that a page spun only in part is seen too, and if they still do where each sign
counts once: what a text says again and again is its subject.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, repeat
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.lexicons.rows import WORDING_DIALECTS

FOLDER = Path(__file__).parent
# A file for each way of spinning: the wording spinners' by dialect, then a thesaurus spinner's.
WORDING = tuple(FOLDER / f"{dialect}.signs" for dialect in WORDING_DIALECTS)
THESAURUS = FOLDER / "thesaurus.signs"
# Nats, by way: the rise of the words alone below which phrases are not looked at, and the rise of words, pairs and
# triples together. Of simulated texts of 100 words that were fully spun, .99 of the news and .98 of the blog ones rise
# so far (half-spun .89 and .88); of clean ones .01 to .04, of clean ones of 850 words .01.
FIRST_LOOK, SUSPICIOUS = np.array([2.0, 1.5, 6.5]), np.array([6.0, 6.0, 13.0])
# The largest rise of a clean text grows with the logarithm of its length: tokens from which it does, and nats.
FIRST_LENGTH, FIRST_TOLL = 120, 1.0
LENGTH, LENGTH_TOLL = 400, 3.0
LONGEST = 3  # tokens of a sign

Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]


_used: list[Signs] = []


def load() -> Signs:
    """Return the signs that ship with textmend, loaded once; raises CorruptFileError where they are damaged."""
    return _used[-1] if _used else _shipped()


def use(*paths: Path) -> None:
    """Have load() return the signs of other files, a way each, from now on; for benchmarks that build their own."""
    _used.append(Signs(*paths))


@binary.once
def _shipped() -> Signs:
    return Signs(*WORDING, THESAURUS)


class Signs:
    """Weights of words, pairs and triples, in nats, for each way of spinning."""

    def __init__(self, *paths: Path) -> None:
        files = [binary.read(path, "signs")[1] for path in paths]
        words = [bytes(file["words"]).decode().split("\n") for file in files]
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(chain(*words)), 1)}
        numbers = [np.array([self._numbers[word] for word in own], np.int64) for own in words]
        tables = [
            (
                [
                    own[_column(file, length, np.int32)].reshape(-1, length)
                    for own, file in zip(numbers, files, strict=True)
                ],
                [_column(file, f"{length} weights", np.float32) for file in files],
            )
            for length in range(1, LONGEST + 1)
        ]
        self._words = np.zeros((len(files), len(self._numbers) + 1), np.float32)  # by number, 0 for unknown words
        for way, (singles, weights) in enumerate(zip(*tables[0], strict=True)):
            self._words[way, singles[:, 0]] = weights
        self._tables = [Table(*table, len(self._numbers) + 1) for table in tables[1:]]

    def suspicious(self, norms: Sequence[str]) -> tuple[bool, ...]:
        """Tell for each way of spinning whether a text, given as its tokens' normal forms, is worth a closer look."""
        numbers = np.fromiter(map(self._numbers.get, norms, repeat(0)), np.int64, len(norms))
        words = self._words[:, numbers]
        hopeful = largest_rise(words) >= FIRST_LOOK + FIRST_TOLL * log(max(len(norms) / FIRST_LENGTH, 1.0))
        if not hopeful.any():
            return tuple(hopeful.tolist())
        least = SUSPICIOUS + LENGTH_TOLL * log(max(len(norms) / LENGTH, 1.0))
        total = words.copy()
        phrases = [(*table.find(numbers), table.weights) for table in self._tables]
        for places, rows, weights in phrases:
            total[:, places] += weights[:, rows]
        hopeful &= largest_rise(total) >= least
        if hopeful.any():
            total = _once(numbers, words)
            for places, rows, weights in phrases:
                total[:, places] += _once(rows, weights[:, rows])
            hopeful &= largest_rise(total) >= least
        return tuple(hopeful.tolist())


class Table:
    """The pairs, or the triples."""

    def __init__(self, phrases: Sequence[Places], weights: Sequence[Floats], base: int) -> None:
        """phrases and weights are by way: numbers of words below base, a phrase a line."""
        self._base, self._length = base, phrases[0].shape[1]
        keys = [self._keys(own, np.arange(0, len(own), self._length)) for own in map(np.ravel, phrases)]
        self._ordered, rows = np.unique(np.concatenate(keys), return_inverse=True)
        self.weights = np.zeros((len(keys), len(self._ordered)), np.float32)
        ends = np.cumsum([len(own) for own in keys])
        for way, own in enumerate(np.split(rows, ends[:-1])):
            self.weights[way, own] = weights[way]
        self._begins = np.zeros(base, bool)
        self._begins[np.concatenate(phrases)[:, 0]] = True

    def _keys(self, numbers: Places, places: Places) -> Places:
        """Return a number for each phrase of this length that begins at one of some places."""
        keys = numbers[places]
        for offset in range(1, self._length):
            keys = keys * self._base + numbers[places + offset]
        return keys

    def find(self, numbers: Places) -> tuple[Places, Places]:
        """Return the places at which signs begin in a text, given as its words' numbers, and the signs' rows."""
        places = np.flatnonzero(self._begins[numbers[: max(len(numbers) - self._length + 1, 0)]])
        keys = self._keys(numbers, places)
        rows = np.minimum(np.searchsorted(self._ordered, keys), len(self._ordered) - 1)
        held = self._ordered[rows] == keys
        return places[held], rows[held]


def _column(file: Mapping[str, memoryview], name: object, kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.frombuffer(file[str(name)], kind)


def _once(rows: Places, weights: Floats) -> Floats:
    """Return weights in which no sign speaks for spinning more than once."""
    again = np.ones(len(rows), bool)
    again[np.unique(rows, return_index=True)[1]] = False
    return np.where(again, np.minimum(weights, 0), weights)


def largest_rise(weights: Floats) -> npt.NDArray[np.float64]:
    """
    Return the largest sum of any run of each line of weights, 0 for none.

    >>> largest_rise(np.array([[-1, 2, -1, 3, -9, 1]], np.float32))
    array([4.])
    """
    sums = np.zeros((len(weights), weights.shape[1] + 1))
    np.cumsum(weights, axis=1, out=sums[:, 1:])
    sums -= np.minimum.accumulate(sums, axis=1)
    largest: npt.NDArray[np.float64] = sums.max(axis=1)
    return largest
