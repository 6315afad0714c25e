"""
Slots: the places of a document where decoding left more than one reading open, with these readings as they would be
printed.

A slot covers whole arcs of the lattice, so it is decided by itself; what overlaps is one slot. Its choices are the
likeliest paths through it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple, Protocol

from textmend.decoding.decisions import ARTICLE_BEFORE, agreeing
from textmend.decoding.lattice import Arc
from textmend.decoding.posterior import Decoded
from textmend.decoding.sentences import Sentence
from textmend.edits import Candidate
from textmend.text import Token

MOST_CHOICES = 8  # of one slot, likeliest first, beside the one taken
# Words after a slot that are read with each choice: with 8 it takes 40 % longer, and left-out recall and precision on
# news are the same within half a point (benchmarks/left_out.py).
RIGHT = 5
RIGHT_LETTERS = 60  # code points of these, at most


class Weights(NamedTuple):
    """What the logarithms of each model count in the score of a choice."""

    channel: float
    ngram: float
    neural: float


class Manner(NamedTuple):
    """What differs between kinds of damage: how they are printed, which places are open, and how they are decided."""

    replacement: Callable[[str, Candidate, bool], str]  # of a text's candidate; whether it begins its sentence
    articles: bool  # whether the article before a replacement follows it
    least: float  # posterior of an arc that is still a choice
    sure: float  # posterior of a best reading from which it is not asked again
    most: int | None  # places that are asked about at once, the openest of them; None for all
    weights: Weights


class Sentences(Protocol):
    """The sentences of a document, with the arcs of their lattices."""

    @property
    def sentences(self) -> Sequence[Sentence]:
        """The sentences."""

    def arcs(self, sentence: int) -> Iterator[tuple[int, Arc]]:
        """Yield the arcs of a sentence with their numbers."""


class Choice(NamedTuple):
    """One way to read a slot."""

    arcs: tuple[int, ...]
    printed: str


@dataclass(slots=True)
class Slot:
    """A stretch of the text with its choices, the one taken, and what the models say of each (nats)."""

    start: int
    end: int
    choices: list[Choice]
    taken: int
    weights: Weights
    channel: list[float] = field(default_factory=list)
    ngram: list[float] = field(default_factory=list)
    neural: list[float] = field(default_factory=list)


class Fixed(NamedTuple):
    """A stretch of the text that is sure to be printed otherwise."""

    start: int
    end: int
    printed: str


class _Way(NamedTuple):
    """A path through part of a slot, with the sum of the logarithms of its arcs' posteriors."""

    weight: float
    arcs: tuple[tuple[int, Arc], ...]


def slots_of(
    text: str, passages: Sentences, decoded: Decoded, scores: Sequence[float], which: Iterable[int], manner: Manner
) -> tuple[list[Slot], list[Fixed]]:
    """Return the slots of some sentences, in the order of the text, and what is decided beside them."""
    slots, fixed = [], []
    posterior, best = decoded.posterior.tolist(), decoded.best.tolist()
    for number in which:
        tokens = passages.sentences[number].tokens
        arcs = list(passages.arcs(number))
        regions = _regions(arcs, posterior, best, manner)
        for first, last in regions:
            inside = [(i, arc) for i, arc in arcs if first <= arc.first and arc.last <= last]
            taken = _Way(0.0, tuple(sorted((pair for pair in inside if best[pair[0]]), key=lambda pair: pair[1].first)))
            ways = _ways(
                first, last, [(i, arc) for i, arc in inside if posterior[i] >= manner.least or best[i]], posterior
            )
            kept_before = any(best[i] and arc.candidate is None and arc.last == first for i, arc in arcs)
            alone = manner.articles and kept_before and not any(b == first for _, b in regions)
            paths = [taken, *(way for way in ways if way.arcs != taken.arcs)]
            slot = _slot(text, tokens, paths, scores, alone, manner)
            if len(slot.choices) > 1:
                slots.append(slot)
            else:
                fixed.append(Fixed(slot.start, slot.end, slot.choices[0].printed))
        for i, arc in arcs:
            if best[i] and arc.candidate and not any(a < arc.last and arc.first < b for a, b in regions):
                begins = arc.first == 0
                start, end = arc.candidate.span
                fixed.append(Fixed(start, end, manner.replacement(text, arc.candidate, begins)))
    if manner.most is None or len(slots) <= manner.most:
        return slots, fixed
    return _openest(slots, fixed, posterior, manner.most)


def _openest(
    slots: Sequence[Slot], fixed: Sequence[Fixed], posterior: Sequence[float], most: int
) -> tuple[list[Slot], list[Fixed]]:
    """Return the slots whose best readings are least sure, so many of them; the others are read as decoded."""

    def surety(slot: Slot) -> float:
        return min(posterior[arc] for arc in slot.choices[slot.taken].arcs)

    asked = {slot.start for slot in sorted(slots, key=surety)[:most]}
    rest = [Fixed(s.start, s.end, s.choices[s.taken].printed) for s in slots if s.start not in asked]
    return [slot for slot in slots if slot.start in asked], [*fixed, *rest]


def _regions(
    arcs: Sequence[tuple[int, Arc]], posterior: Sequence[float], best: Sequence[bool], manner: Manner
) -> list[tuple[int, int]]:
    """Return the runs of tokens that more than one reading is open for; each holds whole best arcs."""
    least, sure = manner.least, manner.sure
    open_spans = sorted(
        (arc.first, arc.last)
        for i, arc in arcs
        if (least <= posterior[i] < sure and (arc.candidate or best[i])) or (best[i] and posterior[i] < sure)
    )
    spans = sorted([*open_spans, *((arc.first, arc.last) for i, arc in arcs if best[i])])
    opened = set(open_spans)
    regions: list[tuple[int, int, bool]] = []
    for first, last in spans:
        asked = (first, last) in opened
        if regions and first < regions[-1][1]:
            regions[-1] = (regions[-1][0], max(last, regions[-1][1]), asked or regions[-1][2])
        else:
            regions.append((first, last, asked))
    return [(first, last) for first, last, asked in regions if asked]


def _ways(first: int, last: int, arcs: Sequence[tuple[int, Arc]], posterior: Sequence[float]) -> list[_Way]:
    """Return the likeliest paths from one token to another."""
    leaving: dict[int, list[tuple[int, Arc]]] = {}
    for i, arc in arcs:
        leaving.setdefault(arc.first, []).append((i, arc))
    reached: dict[int, list[_Way]] = {first: [_Way(0.0, ())]}
    for place in range(first, last):
        ways = sorted(reached.pop(place, []), key=lambda way: -way.weight)[:MOST_CHOICES]
        for way in ways:
            for i, arc in leaving.get(place, []):
                weight = way.weight + log(max(posterior[i], 1e-9))
                reached.setdefault(arc.last, []).append(_Way(weight, (*way.arcs, (i, arc))))
    return sorted(reached.get(last, []), key=lambda way: -way.weight)[:MOST_CHOICES]


def _slot(
    text: str,
    tokens: Sequence[Token],
    ways: Sequence[_Way],
    scores: Sequence[float],
    alone: bool,
    manner: Manner,
) -> Slot:
    """
    Return a slot with its ways as they would be printed, the first of them taken.

    An article before it that is left alone belongs to it.
    """
    first, last = ways[0].arcs[0][1].first, ways[0].arcs[-1][1].last
    start, end = tokens[first].start, tokens[last - 1].end
    article = ARTICLE_BEFORE.search(text, max(0, start - 8), start)
    if article and alone:
        start = article.start()
    choices: dict[str, tuple[int, ...]] = {}
    for way in ways:
        numbers = tuple(i for i, _ in way.arcs)
        printed = _printed(text, tokens, start, [arc for _, arc in way.arcs], manner)
        held = choices.setdefault(printed, numbers)
        first_one = next(iter(choices)) == printed  # what is taken stays as it is
        if not first_one and sum(scores[i] for i in numbers) > sum(scores[i] for i in held):
            choices[printed] = numbers
    return Slot(start, end, [Choice(numbers, printed) for printed, numbers in choices.items()], 0, manner.weights)


def _printed(text: str, tokens: Sequence[Token], start: int, arcs: Sequence[Arc], manner: Manner) -> str:
    """Return text from start to the end of some arcs, as they read it."""
    out, last = "", start
    for arc in arcs:
        begin, end = tokens[arc.first].start, tokens[arc.last - 1].end
        out += text[last:begin]
        if arc.candidate is None:
            out += text[begin:end]
        else:
            replacement = manner.replacement(text, arc.candidate, arc.first == 0)
            if manner.articles and (found := ARTICLE_BEFORE.search(out)):
                out = out[: found.start()] + agreeing(found[1], replacement) + found[2]
            out += replacement
        last = end
    return out


class Print:
    """A document as it would be printed with one choice of each slot taken, white space made plain."""

    def __init__(self, text: str, slots: Sequence[Slot], fixed: Sequence[Fixed]) -> None:
        self._text = text
        self._pieces: list[Slot | Fixed] = sorted([*slots, *fixed], key=lambda piece: piece.start)
        self.text = ""
        self._places: dict[int, tuple[int, int]] = {}  # of each slot, by where it starts
        parts: list[str] = []
        length = last = 0
        for piece in self._pieces:
            between, printed = plain(text[last : piece.start]), _chosen(piece)
            parts += [between, printed]
            length += len(between)
            if isinstance(piece, Slot):
                self._places[piece.start] = (length, length + len(printed))
            length += len(printed)
            last = piece.end
        self.text = "".join([*parts, plain(text[last:])])

    def place(self, slot: Slot) -> tuple[int, int]:
        """Return where a slot is printed."""
        return self._places[slot.start]

    def right(self, slot: Slot) -> str:
        """Return what is printed after a slot, as far as it is read with the choices."""
        end = self._places[slot.start][1]
        stretch = self.text[end : end + RIGHT_LETTERS]
        match = re.match(rf"\s*(?:\S+\s+){{0,{RIGHT - 1}}}\S+", stretch)
        return match[0] if match else ""


def _chosen(piece: Slot | Fixed) -> str:
    return piece.choices[piece.taken].printed if isinstance(piece, Slot) else piece.printed


def plain(text: str) -> str:
    """Return a text with runs of white space made one blank, or one line end where they hold one."""
    return re.sub(r"\s+", lambda run: "\n" if "\n" in run[0] else " ", text)
