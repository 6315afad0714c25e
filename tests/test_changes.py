"""Readings that say the same in other pieces bear each other out."""

from __future__ import annotations

from textmend.decoding.changes import Change, changes_by, parts_of
from textmend.decoding.lattice import Arc, intended_words, kept
from textmend.edits import Candidate
from textmend.text import Span

OBSERVED = ["final", "12", "months", "ended"]


def arc(first: int, last: int, intended: str) -> Arc:
    """Return an arc that reads some of the observed tokens as a phrase."""
    candidate = Candidate(Span(first, last), " ".join(OBSERVED[first:last]), intended, "spun_phrase", 1.0, "synonym")
    return Arc(first, last, intended_words(intended), candidate)


LAST, YEAR, LAST_YEAR = arc(0, 1, "last"), arc(1, 3, "year"), arc(0, 3, "last year")
ARCS = [*(kept(i, norm) for i, norm in enumerate(OBSERVED)), LAST, YEAR, LAST_YEAR, arc(1, 4, "year stopped")]


def test_a_phrase_makes_the_changes_of_its_words() -> None:
    """
    `final 12 months` read as `last year` changes what `last` and `year` change.
    """
    made: dict[int, set[Change]] = {}
    for number, change in changes_by(dict(enumerate(ARCS)), OBSERVED):
        made.setdefault(number, set()).add(change)
    last, year, last_year = (made[ARCS.index(one)] for one in (LAST, YEAR, LAST_YEAR))
    assert last_year == last | year
    assert len(last_year) == 2


def test_a_phrase_that_nothing_shorter_says_stands_for_itself() -> None:
    """
    No tokens are kept that the phrase does not keep, and a phrase is not made of itself.
    """
    leaving: dict[int, list[Arc]] = {}
    for one in ARCS:
        leaving.setdefault(one.first, []).append(one)
    assert parts_of(ARCS[-1], leaving) == [ARCS[-1]]
    assert parts_of(LAST, leaving) == [LAST]
    assert parts_of(LAST_YEAR, leaving) == [LAST, YEAR]
