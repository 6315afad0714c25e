"""
Changes: what the arcs of a lattice do to the words, so that arcs that do the same bear each other out.

`within the brand new` may be read by an arc for each phrase, or by one for both; that `within` becomes `in` is as
likely as all of them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from textmend.decoding.lattice import Arc, intended_norms


class Change(NamedTuple):
    """What an arc changes: the observed tokens first … last-1 become these normal forms."""

    first: int
    last: int
    intended: tuple[str, ...]


def changes_by(arcs: Mapping[int, Arc], observed: Sequence[str]) -> Iterator[tuple[int, Change]]:
    """Yield the changes that a sentence's arcs make, each with the number of its arc; observed: its normal forms."""
    leaving: dict[int, list[Arc]] = {}
    for arc in sorted(arcs.values(), key=lambda arc: arc.last):
        leaving.setdefault(arc.first, []).append(arc)
    for number, arc in arcs.items():
        for part in parts_of(arc, leaving) if arc.candidate else ():
            if part.candidate is not None:
                norms = observed[part.first : part.last]
                for change in changes_of(part.first, norms, intended_norms(part.candidate.intended)):
                    yield number, change


def parts_of(arc: Arc, leaving: Mapping[int, Sequence[Arc]]) -> list[Arc]:
    """
    Return the shorter arcs that say together what an arc says, itself where there are none.

    leaving: the arcs by the token they begin at, the shortest first.
    """
    if arc.last - arc.first == 1:
        return [arc]
    ways: list[tuple[int, int, list[Arc]]] = [(arc.first, 0, [])]  # token, words said so far, by which arcs
    while ways:
        at, said, parts = ways.pop()
        if at == arc.last and said == len(arc.words):
            return parts
        for part in reversed(leaving.get(at, ())):
            end = said + len(part.words)
            if part.last <= arc.last and part.words == arc.words[said:end] and (part.last < arc.last or at > arc.first):
                ways.append((part.last, end, [*parts, part]))
    return [arc]


def changes_of(first: int, observed: Sequence[str], intended: Sequence[str]) -> list[Change]:
    """
    Return the least changes that make an arc's observed tokens its intended words: one a word where they pair up.

    >>> changes_of(7, ["within", "the", "place"], ["in", "the", "seat"])
    [Change(first=7, last=8, intended=('in',)), Change(first=9, last=10, intended=('seat',))]
    >>> changes_of(7, ["the", "brand", "new"], ["the", "new"])
    [Change(first=8, last=9, intended=())]
    """
    start, end, stop = 0, len(observed), len(intended)
    while start < min(end, stop) and observed[start] == intended[start]:
        start += 1
    while min(end, stop) > start and observed[end - 1] == intended[stop - 1]:
        end, stop = end - 1, stop - 1
    if end - start == stop - start:
        return [
            Change(first + i, first + i + 1, (intended[i],)) for i in range(start, end) if observed[i] != intended[i]
        ]
    return [Change(first + start, first + end, tuple(intended[start:stop]))]
