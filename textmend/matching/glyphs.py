"""
Known words that a misread one may stand for: the inverse of the scanner's channel, in hashed form.

The hash of a word is a polynomial of its letters modulo 2^64, so the hash of a word with some letters replaced follows
from the hashes of its parts, without making the word (Karp and Rabin 1987). All ways to take back one, two or three
confusions are hashed at once as arrays and looked up in the word list; only what is a word is spelled out.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textmend.lexicons import confusions, words
from textmend.lexicons.confusions import Confusion

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Nats of a misreading that the table does not list: its LEAST occurrences would have cost less.
REPLACED, MADE_UP, LOST = 8.5, 10.0, 9.0
DIGIT = 5.5  # of a digit that looks like the letter
DIGITS = {"0": "o", "1": "li", "5": "s", "6": "bg", "8": "b", "9": "g"}
BUDGET = 16.9  # nats of all misreadings of a word together: of two, one at least is listed
BUDGET_A_LETTER = 2.6  # nats a letter of the word: short words are not misread all over
THREE_FROM = 6  # letters from which three misreadings are thought of
PAIRS_KEPT = 400  # cheapest pairs of misreadings that a third is put to
MOST = 10  # words offered for one observed
LONGEST = 20  # letters
BASE = 0x9E3779B97F4A7C15  # odd, so that its powers have inverses
BLOOM_BITS = 22
ROWS = 128  # of a table of pairs made at once; a word has some hundred changes, a long one up to 1,500
AT_ONCE = 16_000  # words hashed at once: bounds the memory that it takes

Hashes = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


class Misreading(NamedTuple):
    """A known word that an observed one may stand for."""

    intended: str
    cost: float  # nats: -ln P(observed | intended) of its confusions
    confusions: tuple[Confusion, ...]  # taken back, in the order of the word
    flags: int  # what the word is, of lexicons.words


class _Changes(NamedTuple):
    """Changes of a word, as columns: the span replaced, the hash of what is put there, and so on."""

    first: Indices
    last: Indices
    longer: Indices
    lead: Hashes  # hash of the word up to the change, the replacement in, less what the rest of the word is short of
    cost: Floats
    rows: list[Confusion]


def _powers() -> tuple[Hashes, int]:
    """Return BASE to the powers -LONGEST*2 … LONGEST*2, and the place of power 0."""
    middle, inverse = LONGEST * 2, pow(BASE, -1, 1 << 64)
    values = [
        pow(inverse, middle - i, 1 << 64) if i < middle else pow(BASE, i - middle, 1 << 64)
        for i in range(2 * middle + 1)
    ]
    return np.array(values, np.uint64), middle


POWER, ZERO = _powers()

_lock = threading.Lock()
_index: _Index | None = None


class _Index:
    """The hashes of all known words."""

    def __init__(self) -> None:
        known = words.load()
        text = known.spellings
        ends = np.flatnonzero(text == ord("\n"))
        starts = np.concatenate([[0], ends[:-1] + 1])
        hashes = np.concatenate(
            [_hashes(text, starts[i : i + AT_ONCE], ends[i : i + AT_ONCE]) for i in range(0, len(starts), AT_ONCE)]
        )
        self._order = np.argsort(hashes, kind="stable").astype(np.int32)
        self._hashes = hashes[self._order]
        self._bloom = np.zeros(1 << BLOOM_BITS, bool)
        self._bloom[_bloom_place(hashes)] = True
        self._text, self._starts, self._ends = text.tobytes(), starts.astype(np.int32), ends.astype(np.int32)
        self._flags = known.spelling_flags

    def find(self, hashes: Hashes) -> tuple[Indices, Indices]:
        """Return which of some hashes are words', and the numbers of these words."""
        likely = np.flatnonzero(self._bloom[_bloom_place(hashes)])
        wanted = hashes[likely]
        at = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        good = self._hashes[at] == wanted
        return likely[good], self._order[at[good]].astype(np.intp)

    def word(self, number: int) -> str:
        """Return a word by its number, which is its rank by frequency."""
        return self._text[self._starts[number] : self._ends[number]].decode()

    def flags(self, number: int) -> int:
        """Return what a word is."""
        return int(self._flags[number])


def _hashes(text: npt.NDArray[np.uint8], starts: Indices, ends: Indices) -> Hashes:
    """Return the hashes of words that follow one another in a text, with one character between."""
    letters = text[starts[0] : ends[-1] + 1]
    place = np.minimum(np.arange(len(letters)) - np.repeat(starts - starts[0], ends - starts + 1), LONGEST)
    weighed = np.where(letters == ord("\n"), np.uint64(0), letters.astype(np.uint64) * POWER[ZERO + place])
    hashes: Hashes = np.add.reduceat(weighed, starts - starts[0])
    hashes[ends - starts > LONGEST] = 0
    return hashes


def _bloom_place(hashes: Hashes) -> Indices:
    return ((hashes * np.uint64(0xC2B2AE3D27D4EB4F)) >> np.uint64(64 - BLOOM_BITS)).astype(np.intp)


def _load() -> _Index:
    global _index
    with _lock:
        if _index is None:
            _index = _Index()
    return _index


@lru_cache(maxsize=4_000)
def readings(observed: str, changes: int = 3) -> tuple[Misreading, ...]:
    """
    Return the known words that an observed one (in lower case) may stand for, likeliest first.

    changes is the largest number of misreadings thought of: 1, 2 or 3. The observed word itself is not among them.
    """
    if not 1 < len(observed) <= LONGEST:
        return ()
    index, made = _load(), _changes(observed)
    budget = min(BUDGET, BUDGET_A_LETTER * len(observed) + 3.0)
    found: dict[int, tuple[float, tuple[int, ...]]] = {}
    for hashes, cost, parts in _hashed(observed, made, budget, min(changes, 3 if len(observed) >= THREE_FROM else 2)):
        which, numbers = index.find(hashes)
        for at, number in zip(which.tolist(), numbers.tolist(), strict=True):
            price = float(cost[at])
            if price < found.get(number, (np.inf, ()))[0]:
                found[number] = price, tuple(int(part[at]) for part in parts)
    best = sorted(found, key=lambda number: (found[number][0] + log(number + 10), number))
    out = []
    for number in best:
        word = index.word(number)
        if word != observed:
            cost_of_all, parts_of = found[number]
            out.append(Misreading(word, cost_of_all, tuple(made.rows[part] for part in parts_of), index.flags(number)))
    return tuple(out[:MOST])


def told(confusions: Iterable[Confusion]) -> str:
    """
    Return what was misread, for people.

    >>> told([Confusion("m", "rn", 5.0), Confusion("e", "", 7.0), Confusion("", "~", 9.0)])
    '“rn” for “m”, nothing for “e”, “~” for nothing'
    """
    return ", ".join(f"{_quoted(confusion.observed)} for {_quoted(confusion.intended)}" for confusion in confusions)


def _quoted(letters: str) -> str:
    return f"“{letters}”" if letters else "nothing"


def _hashed(
    observed: str, made: _Changes, budget: float, most: int
) -> Iterator[tuple[Hashes, Floats, tuple[Indices, ...]]]:
    """
    Yield the hashes of the word with one, two, three changes made, with their costs and the changes.

    They come in blocks: all pairs of a long word's changes at once would take a hundred megabytes.
    """
    power, lead, cost_of = POWER[ZERO + made.longer], made.lead, made.cost
    one = lead + power * _hash(observed)
    blocks = [slice(start, start + ROWS) for start in range(0, len(one), ROWS)]
    yield one, cost_of, (np.arange(len(one)),)
    if most < 2:
        return
    short_cost = cost_of.astype(np.float32)
    pairs = []
    for rows in blocks:
        a, b = np.nonzero(
            (made.last[rows, None] <= made.first[None, :]) & (short_cost[rows, None] + short_cost[None, :] <= budget)
        )
        a += rows.start
        a, b = a[a != b], b[a != b]
        cost = cost_of[a] + cost_of[b]
        yield lead[a] + power[a] * one[b], cost, (a, b)
        if most > 2:
            pairs.append((a.astype(np.int16), b.astype(np.int16), cost))
    if not pairs:
        return
    a, b, cost = _cheapest(pairs, budget - float(cost_of.min()))
    two = lead[a] + power[a] * one[b]
    for rows in blocks:
        c, pair = np.nonzero(
            (made.last[rows, None] <= made.first[a][None, :]) & (cost_of[rows, None] + cost[None, :] <= budget)
        )
        c += rows.start
        yield lead[c] + power[c] * two[pair], cost_of[c] + cost[pair], (c, a[pair], b[pair])


def _cheapest(
    pairs: Sequence[tuple[npt.NDArray[np.int16], npt.NDArray[np.int16], Floats]], limit: float
) -> tuple[Indices, Indices, Floats]:
    """Return the cheapest of some blocks of pairs of changes, of those within a limit."""
    a, b, cost = (np.concatenate(column) for column in zip(*pairs, strict=True))
    if len(cost) > PAIRS_KEPT:
        limit = min(limit, float(np.partition(cost, PAIRS_KEPT)[PAIRS_KEPT]))
    cheap = np.flatnonzero(cost <= limit)[: 2 * PAIRS_KEPT]
    return a[cheap].astype(np.intp), b[cheap].astype(np.intp), cost[cheap]


def _changes(observed: str) -> _Changes:
    """Return all ways to take back one misreading."""
    table = confusions.load()
    first, last, rows = [], [], []
    for i in range(len(observed) + 1):
        seen: set[str] = set()
        for j in range(i, min(i + 3, len(observed)) + 1):
            piece = observed[i:j]
            for row in table.get(piece, ()):
                first.append(i)
                last.append(j)
                rows.append(row)
                if j == i + 1 or not piece:
                    seen.add(row.intended if piece else f"+{row.intended}")
        for row in _unlisted(observed[i : i + 1]):
            if (row.intended if row.observed else f"+{row.intended}") not in seen:
                first.append(i)
                last.append(i + len(row.observed))
                rows.append(row)
    begin, end = np.array(first, np.intp), np.array(last, np.intp)
    put = np.array([_hash(row.intended) for row in rows], np.uint64)
    longer = np.array([len(row.intended) - len(row.observed) for row in rows], np.intp)
    upto = np.array([_hash(observed[:i]) for i in range(len(observed) + 1)], np.uint64)
    lead = upto[begin] + POWER[ZERO + begin] * put - POWER[ZERO + longer] * upto[end]
    return _Changes(begin, end, longer, lead, np.array([row.cost for row in rows]), rows)


@lru_cache(maxsize=500)
def _unlisted(letter: str) -> tuple[Confusion, ...]:
    """Return the misreadings of one letter, or before it, that need not be in the table."""
    lost = [Confusion(other, "", LOST) for other in LETTERS]
    if not letter:
        return tuple(lost)
    alike = DIGITS.get(letter, "")
    replaced = [Confusion(other, letter, DIGIT if other in alike else REPLACED) for other in LETTERS if other != letter]
    return (*replaced, *lost, Confusion("", letter, MADE_UP))


@lru_cache(maxsize=5_000)
def _hash(piece: str) -> int:
    """Return the hash of a piece of a word; letters beyond the first 65,536 characters are folded."""
    value = 0
    for letter in reversed(piece):
        value = (value * BASE + ord(letter)) & 0xFFFFFFFFFFFFFFFF
    return value
