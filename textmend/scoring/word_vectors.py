"""
Word vectors: which words go with one another, from the company that they keep in other texts.

A row of the file is a word's GloVe vector (Pennington et al. 2014) without what all words have in common, in unit
length, times the word's weight: frequent words say little of what a text is about. build_vectors.py makes it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmend import binary

PATH = Path(__file__).parent / "english.vectors"
UNKNOWN = 0  # number of the words that have no vector; its vector and weight are zero

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.intp]
Keys = npt.NDArray[np.uint64]


@binary.once
def load() -> WordVectors:
    """Return the vectors that ship with textmend, loaded once; raises CorruptFileError where they are damaged."""
    return WordVectors(PATH)


class WordVectors:
    """Vectors over a memory-mapped file; words are numbers, in the order of their keys."""

    def __init__(self, path: Path) -> None:
        meta, sections = binary.read(path, "word vectors")
        self._keys = np.frombuffer(sections["keys"], np.uint64)
        self._rows = np.frombuffer(sections["rows"], np.int8).reshape(-1, meta["dimensions"])
        self._scale = np.frombuffer(sections["scale"], np.float32)
        self._weights = np.frombuffer(sections["weights"], np.float32)

    def numbers(self, keys: Keys) -> Numbers:
        """Return the number of each word's key."""
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        return np.where(self._keys[at] == keys, at, UNKNOWN)

    def vectors(self, numbers: Numbers) -> Floats:
        """Return the weighted vectors of words, a row each; their length is the word's weight, 0 to 1."""
        return self._rows[numbers].astype(np.float32) * self._scale[numbers][:, None]

    def weights(self, numbers: Numbers) -> Floats:
        """Return how much words count, 0 to 1."""
        return self._weights[numbers]
