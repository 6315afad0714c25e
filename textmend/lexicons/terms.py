"""
Fixed terms: names of institutions, titles and works, and technical terms, with the words that may stand for theirs.

A spinner or paraphraser breaks a term word by word (`Nice Corridor of the Individuals`, `irregular woodland`). The
terms are a trie of words; each observed word has the readings that lead into it. Damaged forms are listed nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, repeat
from pathlib import Path
from typing import NamedTuple

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
    def trie(self) -> Root:
        """The terms by their words."""
        return Root(self._lines("terms"))

    @cached_property
    def readings(self) -> Readings:
        """The readings of each observed word or phrase."""
        return Readings(self._lines("readings"), self._sections["costs"])


class Root:
    """
    The trie of all terms, by their first words; the branch of a word is made when it is first asked for.

    lines: the words of each term, separated by spaces, a tab, and the term.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: dict[str, list[str]] = defaultdict(list)
        for line in lines:
            first = line.partition("\t")[0].partition(" ")[0]
            self._lines[first].append(line)
        self._made: dict[str, Trie] = {}

    def get(self, word: str) -> Trie | None:
        """Return the rest of the terms that begin with a word, None where none does."""
        if word not in self._made and word in self._lines:
            branch: Trie = {}
            for line in self._lines[word]:
                words, _, term = line.partition("\t")
                node = branch
                for following in words.split(" ")[1:]:
                    node = node.setdefault(following, {})  # type: ignore[assignment]
                node[END] = term
            self._made[word] = branch
        return self._made.get(word)


class Readings:
    """
    The readings of observed words and phrases (their tokens joined by spaces), cheapest first.

    lines: what was observed and its readings, separated by tabs; steps: the cost of each reading. A line is read when
    it is first asked for: a text has few of them.
    """

    def __init__(self, lines: Sequence[str], steps: memoryview) -> None:
        self._lines, self._steps = lines, steps
        self._line = {line.partition("\t")[0]: number for number, line in enumerate(lines)}
        self._first = list(accumulate(map(str.count, lines, repeat("\t")), initial=0))
        self._read: dict[str, list[Reading]] = {}

    def get(self, observed: str) -> list[Reading] | None:
        """Return the readings of a phrase, None where there are none."""
        if observed not in self._line:
            return None
        if observed not in self._read:
            number = self._line[observed]
            intended, first = self._lines[number].split("\t")[1:], self._first[number]
            steps = self._steps[first : first + len(intended)]
            self._read[observed] = [Reading(word, step * STEP) for word, step in zip(intended, steps, strict=True)]
        return self._read[observed]
