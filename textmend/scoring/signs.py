"""
Signs of spinning: the cheap first look that lets clean text go.

Every word, pair and triple that a spinner makes more frequent or rarer has a weight, ln P(it | spun) / P(it | clean),
for either of two ways of spinning (a wording spinner's and a thesaurus spinner's), computed from the lexicons and the
language model by scoring/build_signs.py. Words that spinners replace weigh against spinning: in spun text hardly any
survive. A text is worth a closer look if the weights of any stretch of it rise far enough (the largest sum of a run, as
in CUSUM; Page 1954), so that a page spun only in part is seen too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain, repeat
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmend import binary

# A file for each way of spinning: a wording spinner's and a thesaurus spinner's.
PATH, THESAURUS = Path(__file__).parent / "spun.signs", Path(__file__).parent / "thesaurus.signs"
FIRST_LOOK = (3.5, 6.5)  # nats, by way: rise of the words alone below which pairs are not looked at
LENGTH, LENGTH_TOLL = 400, 3.0  # tokens, nats: the largest rise of a clean text grows with the logarithm of its length
SUSPICIOUS = (9.0, 13.0)  # nats, by way: rise of words, pairs and triples together

Floats = npt.NDArray[np.float32]


@binary.once
def load() -> Signs:
    """Return the signs that ship with textmend, loaded once; raises CorruptFileError where they are damaged."""
    return Signs(PATH, THESAURUS)


class Signs:
    """Weights of words, pairs and triples, in nats, for each way of spinning."""

    def __init__(self, *paths: Path) -> None:
        self._files = [binary.read(path, "signs")[1] for path in paths]
        self._words, self._weights = self._table("words")

    @cached_property
    def _pairs(self) -> tuple[dict[tuple[str, ...], int], Floats]:
        return self._split("pairs")

    @cached_property
    def _triples(self) -> tuple[dict[tuple[str, ...], int], Floats]:
        return self._split("triples")

    def _split(self, length: str) -> tuple[dict[tuple[str, ...], int], Floats]:
        """Return a table by the words of its phrases: tuples are looked up faster than strings are joined."""
        rows, weights = self._table(length)
        return {tuple(phrase.split(" ")): row for phrase, row in rows.items()}, weights

    def _table(self, length: str) -> tuple[dict[str, int], Floats]:
        """Return the row of each phrase of a length, and the weights: a line a way, row 0 for what says nothing."""
        phrases = [bytes(file[length]).decode().split("\n") for file in self._files]
        rows = {phrase: row for row, phrase in enumerate(dict.fromkeys(chain(*phrases)), 1)}
        weights = np.zeros((len(phrases), len(rows) + 1), np.float32)
        for way, (file, own) in enumerate(zip(self._files, phrases, strict=True)):
            weights[way, [rows[phrase] for phrase in own]] = np.frombuffer(file[f"{length} weights"], np.float32)
        return rows, weights

    def suspicious(self, norms: Sequence[str]) -> tuple[bool, ...]:
        """Tell for each way of spinning whether a text, given as its tokens' normal forms, is worth a closer look."""
        rows = np.fromiter(map(self._words.get, norms, repeat(0)), np.int32, len(norms))
        words = self._weights[:, rows]
        hopeful = [largest_rise(weights) >= least for weights, least in zip(words, FIRST_LOOK, strict=True)]
        if not any(hopeful):
            return tuple(hopeful)
        more = LENGTH_TOLL * log(max(len(norms) / LENGTH, 1.0))
        total = words + self._phrases(norms)
        return tuple(
            hope and largest_rise(weights) >= least + more
            for hope, weights, least in zip(hopeful, total, SUSPICIOUS, strict=True)
        )

    def _phrases(self, norms: Sequence[str]) -> Floats:
        """Return the weights of the pair and the triple that begin at each token."""
        out = np.zeros((len(self._weights), len(norms)), np.float32)
        for length, (rows, weights) in ((2, self._pairs), (3, self._triples)):
            if len(norms) >= length:
                phrases = zip(*(norms[first:] for first in range(length)), strict=False)
                found = np.fromiter(map(rows.get, phrases, repeat(0)), np.int32, len(norms) - length + 1)
                out[:, : len(found)] += weights[:, found]
        return out


def largest_rise(weights: Floats) -> float:
    """
    Return the largest sum of any run of weights, 0 for none.

    >>> largest_rise(np.array([-1, 2, -1, 3, -9, 1], np.float32))
    4.0
    """
    if not len(weights):
        return 0.0
    sums = np.cumsum(weights, dtype=np.float64)
    lowest = np.minimum.accumulate(np.concatenate([[0.0], sums[:-1]]))
    return max(0.0, float((sums - lowest).max()))
