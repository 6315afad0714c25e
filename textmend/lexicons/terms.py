"""
Fixed terms: names of institutions, titles and works, and technical terms, with the words that may stand for theirs.

A spinner or paraphraser breaks a term word by word (`Nice Corridor of the Individuals`, `irregular woodland`). The
terms are a trie of words; each observed word has the readings that lead into it. Damaged forms are listed nowhere.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from textmend import binary

PATH = Path(__file__).parent / "terms.lexicon"
STEP = 0.05  # nats a step of a quantised cost
END = ""  # the key of a trie's node under which the term that ends there stands

Trie = dict[str, "Trie | str"]  # word → rest of the terms that go on with it; END → the term as it is written


class Reading(NamedTuple):
    """A word of a term that may have been written where a word or phrase was observed."""

    intended: str
    cost: float  # nats: -ln P(observed | intended, replaced)


@binary.once
def load() -> Terms:
    """Return the terms that ship with textmend, loaded once; raises CorruptFileError where they are damaged."""
    return Terms(PATH)


class Terms:
    """The terms, and the readings of observed words and phrases, over a memory-mapped file."""

    def __init__(self, path: Path) -> None:
        self.meta, self._sections = binary.read(path, "terms")

    def signs(self) -> list[str]:
        """Return the words that stand for technical ones and are rare elsewhere."""
        return self._lines("signs")

    def _lines(self, name: str) -> list[str]:
        return bytes(self._sections[name]).decode().split("\n")

    @cached_property
    def trie(self) -> Trie:
        """The terms by their words."""
        root: Trie = {}
        for line in self._lines("terms"):
            words, _, term = line.partition("\t")
            node = root
            for word in words.split(" "):
                node = node.setdefault(word, {})  # type: ignore[assignment]
            node[END] = term
        return root

    @cached_property
    def readings(self) -> dict[str, list[Reading]]:
        """The readings of each observed word or phrase (its tokens joined by spaces), cheapest first."""
        costs = np.frombuffer(self._sections["costs"], np.uint8).tolist()
        out: dict[str, list[Reading]] = {}
        at = 0
        for line in self._lines("readings"):
            observed, *intended = line.split("\t")
            out[observed] = [Reading(word, cost * STEP) for word, cost in zip(intended, costs[at:], strict=False)]
            at += len(intended)
        return out
