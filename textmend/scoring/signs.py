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
from itertools import repeat
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.lexicons.rows import WORDING_DIALECTS
from textmend.text import Document

FOLDER = Path(__file__).parent
# A file for each way of spinning: the wording spinners' by dialect, then a thesaurus spinner's.
WORDING = tuple(FOLDER / f"{dialect}.signs" for dialect in WORDING_DIALECTS)
THESAURUS = FOLDER / "thesaurus.signs"
INDEX = FOLDER / "signs.index"  # of all ways, as they are looked up (build_signs_index.py): what is loaded to repair
# Nats, by way: the rise of the words alone below which phrases are not looked at, and the rise of words, pairs and
# triples together. The largest rise of a clean text grows with the logarithm of its length: tokens from which each
# does, and nats. Of simulated texts of 100 words that were fully spun, .995 of the news and of the blog ones rise so
# far (half-spun .95 and .92); of clean ones of 50 to 100 words .08, of 200 .06, of 400 .02, of 850 .01.
FIRST_LOOK, SUSPICIOUS = np.array([1.0, 1.0, 6.5]), np.array([4.2, 4.2, 13.0])
FIRST_LENGTH, FIRST_TOLL = 120, np.array([1.5, 1.5, 1.0])
LENGTH, LENGTH_TOLL = np.array([120, 120, 400]), np.array([2.1, 2.1, 3.0])
LONGEST = 3  # tokens of a sign

# Different words that stand for technical ones and are rare elsewhere: so many, and one in so many tokens. The tortured
# development abstracts have 4 to 8 in 180 tokens, 99 % of 900 clean texts of 200 words under 5.
FEWEST_TECHNICAL, TOKENS_A_TECHNICAL = 3, 80

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
Buffer = bytes | memoryview


_used: Signs | None = None


def load() -> Signs:
    """Return the signs that ship with textmend, loaded once; raises CorruptFileError where they are damaged."""
    return _used or _shipped()


def use(*paths: Path) -> None:
    """Have load() return the signs of other files, a way each, from now on; for benchmarks that build their own."""
    global _used
    from textmend.scoring.build_signs_index import index_of

    _used = Signs(len(paths), index_of(*paths))


@binary.once
def _shipped() -> Signs:
    meta, index = binary.read(INDEX, "index of signs")
    return Signs(meta["ways"], index)


def numbers_of(document: Document) -> Numbers:
    """Return the numbers of a document's tokens; ask document.once, so that they are looked up once for all gates."""
    return load().numbers(document.norms)


class Signs:
    """
    Weights of words, pairs and triples, in nats, for each way of spinning.

    Their words, odd technical words and the common words and marks of English have numbers, from 1; all others are 0.
    """

    def __init__(self, ways: int, index: Mapping[str, Buffer]) -> None:
        """index: what build_signs_index.index_of makes of the files of so many ways, as it is made or stored."""
        words = bytes(index["words"]).decode().split("\n")
        self._numbers = dict(zip(words, range(1, len(words) + 1), strict=True))
        base = len(words) + 1
        self._weights = np.frombuffer(index["weights"], np.float32).reshape(ways, base)
        self._technical = np.frombuffer(index["technical"], bool)
        # Neither marks nor known words; what has no number may be odd, and so may letters by themselves.
        self.odd = np.frombuffer(index["odd"], bool)
        self._tables = [Table(length, ways, base, index) for length in range(2, LONGEST + 1)]

    def numbers(self, norms: Sequence[str]) -> Numbers:
        """Return the number of each word or mark."""
        return np.fromiter(map(self._numbers.get, norms, repeat(0)), np.int32, len(norms))

    def suspicious(self, numbers: Numbers) -> tuple[bool, ...]:
        """Tell for each way of spinning whether a text, given as its tokens' numbers, is worth a closer look."""
        words = self._weights.take(numbers, axis=1)
        hopeful = largest_rise(words) >= FIRST_LOOK + FIRST_TOLL * log(max(len(numbers) / FIRST_LENGTH, 1.0))
        if not hopeful.any():
            return tuple(hopeful.tolist())
        least = SUSPICIOUS + LENGTH_TOLL * np.log(np.maximum(len(numbers) / LENGTH, 1.0))
        total, wide = words.copy(), numbers.astype(np.int64)
        phrases = [(*table.find(wide), table.weights) for table in self._tables]
        for places, rows, weights in phrases:
            total[:, places] += weights[:, rows]
        hopeful &= largest_rise(total) >= least
        if hopeful.any():
            total = _once(numbers, words)
            for places, rows, weights in phrases:
                total[:, places] += _once(rows, weights[:, rows])
            hopeful &= largest_rise(total) >= least
        return tuple(hopeful.tolist())

    def technical(self, numbers: Numbers) -> bool:
        """Tell whether a text has enough odd technical words to look for broken terms."""
        found = set(numbers[self._technical[numbers]].tolist())  # np.unique would import numpy.ma
        return len(found) >= max(FEWEST_TECHNICAL, len(numbers) / TOKENS_A_TECHNICAL)


class Table:
    """The pairs, or the triples."""

    def __init__(self, length: int, ways: int, base: int, index: Mapping[str, Buffer]) -> None:
        """base: a number over those of all words."""
        self._length, self._base = length, base
        self._ordered = np.frombuffer(index[f"{length} keys"], np.int64)
        self.weights = np.frombuffer(index[f"{length} weights"], np.float32).reshape(ways, -1)
        self._begins = np.frombuffer(index[f"{length} begins"], bool)

    def find(self, numbers: Places) -> tuple[Places, Places]:
        """Return the places at which signs begin in a text, given as its words' numbers, and the signs' rows."""
        places = np.flatnonzero(self._begins[numbers[: max(len(numbers) - self._length + 1, 0)]])
        keys = phrase_numbers(numbers, places, self._length, self._base)
        rows = np.minimum(np.searchsorted(self._ordered, keys), len(self._ordered) - 1)
        held = self._ordered[rows] == keys
        return places[held], rows[held]


def phrase_numbers(numbers: Places, places: Places, length: int, base: int) -> Places:
    """Return a number for each phrase of a length that begins at one of some places, from its words' numbers."""
    keys = numbers[places]
    for offset in range(1, length):
        keys = keys * base + numbers[places + offset]
    return keys


def _once(rows: Places | Numbers, weights: Floats) -> Floats:
    """Return weights in which no sign speaks for spinning more than once."""
    order = np.argsort(rows, kind="stable")
    again = np.zeros(len(rows), bool)
    again[order[1:]] = rows[order[1:]] == rows[order[:-1]]
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
