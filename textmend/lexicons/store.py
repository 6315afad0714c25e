"""
The compiled lexicon: from a phrase as observed to what the author may have written, and at what cost.
"""

from __future__ import annotations

import threading
from functools import cache, cached_property
from math import inf
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.lexicons.rows import KINDS

PATH = Path(__file__).parent / "spun.lexicon"  # of the wording dialects, a column each
THESAURUS = Path(__file__).parent / "thesaurus.lexicon"
TERM_WORDS = Path(__file__).parent / "term_words.lexicon"
STEP = 0.05  # nats a step of a quantised cost
NEVER = 255 * STEP  # stands where a dialect does not do this

_lock = threading.Lock()
_loaded: dict[Path, Lexicon] = {}


class Source(NamedTuple):
    """One thing that the author may have written where a phrase was observed."""

    intended: str
    costs: tuple[float, ...]  # by dialect, nats: -ln P(its spinner has the phrase, and picks just this substitute)
    kind: str


def load(path: Path = PATH) -> Lexicon:
    """Return a lexicon that ships with textmend, loaded once; raises CorruptFileError where it is damaged."""
    with _lock:
        if path not in _loaded:
            _loaded[path] = Lexicon(path)
        return _loaded[path]


def use(path: Path) -> None:
    """Have load() return another lexicon from now on; for benchmarks that build their own."""
    with _lock:
        _loaded[PATH] = Lexicon(path)


class Lexicon:
    """The inverse channel over a memory-mapped file."""

    def __init__(self, path: Path) -> None:
        self.meta, self._sections = binary.read(path, "lexicon")
        self._observed = np.frombuffer(self._sections["observed"], np.uint64)
        self._starts = np.frombuffer(self._sections["starts"], np.uint32)
        self._intended = np.frombuffer(self._sections["intended"], np.uint16)
        self._headwords = np.frombuffer(self._sections["headwords"], np.uint64)
        self._known = self._table("known")

    def _table(self, name: str) -> npt.NDArray[np.uint8]:
        """Return a section that has a column a dialect."""
        return np.frombuffer(self._sections[name], np.uint8).reshape(-1, self.meta["dialects"])

    @cached_property
    def _kinds(self) -> memoryview:
        return self._sections["kind"]

    @cached_property
    def words(self) -> dict[int, list[str]]:
        """The single words that spinners print, as normal forms, by their number of letters."""
        out: dict[int, list[str]] = {}
        for word in bytes(self._sections["words"]).decode().split("\n"):
            out.setdefault(len(word), []).append(word)
        return out

    @cached_property
    def _texts(self) -> list[str]:
        return bytes(self._sections["texts"]).decode().split("\n")

    def find(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
        """Return for each phrase key the entry that holds it, -1 where there is none."""
        return _positions(self._observed, keys)

    def sources(self, entry: int) -> list[Source]:
        """Return what may have been written where the phrase of an entry was observed, likeliest first."""
        first, last = int(self._starts[entry]), int(self._starts[entry + 1])
        texts, width, costs = self._texts, self.meta["dialects"], self._sections["costs"]
        return [
            Source(texts[intended], _nats(bytes(costs[width * row : width * (row + 1)])), KINDS[kind])
            for row, intended, kind in zip(
                range(first, last), self._intended[first:last].tolist(), self._kinds[first:last], strict=True
            )
        ]

    def known(self, keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.float64]:
        """Return for each phrase key, in a column a dialect, the probability that its spinner's dictionary has it."""
        at = _positions(self._headwords, keys)
        return np.where(at[:, None] >= 0, self._known[at] / 255.0, 0.0)


@cache
def _nats(steps: bytes) -> tuple[float, ...]:
    """Return the costs that bytes stand for; a few thousand are all there are."""
    return tuple(step * STEP if step * STEP < NEVER else inf for step in steps)


def _positions(ordered: npt.NDArray[np.uint64], keys: npt.NDArray[np.uint64]) -> npt.NDArray[np.intp]:
    """Return the index of each key in a sorted array, -1 where it is not there."""
    if not len(ordered):
        return np.full(len(keys), -1, np.intp)
    at = np.minimum(np.searchsorted(ordered, keys), len(ordered) - 1)
    return np.where(ordered[at] == keys, at, -1)
