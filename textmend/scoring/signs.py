"""
Signs of spinning: the cheap first look that lets clean text go.

Every word, pair and triple that a spinner makes more frequent or rarer has a weight, ln P(it | spun) / P(it | clean),
computed from the lexicon and the language model by scoring/build_signs.py. Words that spinners replace weigh against
spinning: in spun text hardly any survive. A text is worth a closer look if the weights of any stretch of it rise far
enough (the largest sum of a run, as in CUSUM; Page 1954), so that a page spun only in part is seen too.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from itertools import pairwise, repeat
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmend import binary

PATH = Path(__file__).parent / "spun.signs"
FIRST_LOOK = 3.5  # nats: rise of the words alone below which pairs are not looked at
LENGTH, LENGTH_TOLL = 400, 3.0  # tokens, nats: the largest rise of a clean text grows with the logarithm of its length
SUSPICIOUS = 9.0  # nats: rise of words, pairs and triples together

Floats = npt.NDArray[np.float32]

_lock = threading.Lock()
_loaded: Signs | None = None


def load() -> Signs:
    """Return the signs that ship with textmend, loaded once; raises CorruptFileError where they are damaged."""
    global _loaded
    with _lock:
        if _loaded is None:
            _loaded = Signs(PATH)
    return _loaded


class Signs:
    """Weights of words, pairs and triples, in nats."""

    def __init__(self, path: Path) -> None:
        _, sections = binary.read(path, "signs")
        phrases = [tuple(line.split(" ")) for line in bytes(sections["phrases"]).decode().split("\n")]
        weights = np.frombuffer(sections["weights"], np.float32).tolist()
        table = dict(zip(phrases, weights, strict=True))
        self.words = {phrase[0]: weight for phrase, weight in table.items() if len(phrase) == 1}
        self.pairs = {phrase: weight for phrase, weight in table.items() if len(phrase) == 2}
        self.triples = {phrase: weight for phrase, weight in table.items() if len(phrase) == 3}

    def suspicious(self, norms: Sequence[str]) -> bool:
        """Tell whether a text, given as the normal forms of its tokens, is worth a closer look."""
        weights = np.fromiter(map(self.words.get, norms, repeat(0.0)), np.float32, len(norms))
        if largest_rise(weights) < FIRST_LOOK:
            return False
        needed = SUSPICIOUS + LENGTH_TOLL * log(max(len(norms) / LENGTH, 1.0))
        return largest_rise(weights + self._phrases(norms)) >= needed

    def _phrases(self, norms: Sequence[str]) -> Floats:
        """Return the weight of the pair and the triple that begin at each token."""
        out = np.zeros(len(norms), np.float32)
        if len(norms) > 1:
            pairs = map(self.pairs.get, pairwise(norms), repeat(0.0))
            out[:-1] += np.fromiter(pairs, np.float32, len(norms) - 1)
        if len(norms) > 2:
            triples = map(self.triples.get, zip(norms, norms[1:], norms[2:], strict=False), repeat(0.0))
            out[:-2] += np.fromiter(triples, np.float32, len(norms) - 2)
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
