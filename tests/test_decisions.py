"""From readings to edits: what is made together, and what each says."""

from __future__ import annotations

import pytest

from textmend.decoding.decisions import edits_of
from textmend.decoding.passages import Reading
from textmend.edits import Candidate, Edit
from textmend.text import Span

TEXT = "He has some vast house and a garden."
BOUND = 0.58


def reading(observed: str, intended: str, confidence: float, best: bool = True) -> Reading:
    """Return a reading of a phrase of the text."""
    start = TEXT.index(observed)
    span = Span(start, start + len(observed))
    return Reading(Candidate(span, observed, intended, "spun_phrase", 1.0, "wrong sense"), confidence, best)


def changes(edits: tuple[Edit, ...]) -> list[tuple[str, str, float]]:
    """Return what edits do, and how sure they are."""
    return [(edit.observed, edit.replacement, edit.confidence) for edit in edits]


def test_an_article_before_a_replacement_agrees_with_it() -> None:
    """
    An edit takes the article before it along where that must change.
    """
    made, _ = edits_of(TEXT, [reading("garden", "orchard", 0.9)], frozenset(), BOUND)
    assert changes(made) == [("a garden", "an orchard", 0.9)]


@pytest.mark.parametrize(("one", "other"), [(0.9, 0.7), (0.7, 0.9)])
def test_edits_whose_article_depends_on_each_other_are_equally_sure(one: float, other: float) -> None:
    """
    Without the word behind it an article would be wrong, so both are made or none.
    """
    made, _ = edits_of(TEXT, [reading("some", "a", one), reading("vast", "immense", other)], frozenset(), BOUND)
    assert changes(made) == [("some", "an", 0.7), ("vast", "immense", 0.7)]


def test_neighbours_without_an_article_between_them_are_as_sure_as_each_is() -> None:
    """
    Where either of two edits is right alone, the confidence of each is its own.
    """
    made, _ = edits_of(TEXT, [reading("some", "a", 0.9), reading("vast", "big", 0.7)], frozenset(), BOUND)
    assert changes(made) == [("some", "a", 0.9), ("vast", "big", 0.7)]


def test_what_is_sure_does_not_depend_on_what_is_not() -> None:
    """
    An article agrees with the word that stands behind it; an unsure edit of that is only made where it still does.
    """
    made, declined = edits_of(TEXT, [reading("some", "a", 0.9), reading("vast", "immense", 0.3)], frozenset(), BOUND)
    assert changes(made) == [("some", "a", 0.9)]
    assert changes(declined) == [("vast", "immense", 0.3)]
    made, declined = edits_of(TEXT, [reading("some", "a", 0.9), reading("vast", "big", 0.3)], frozenset(), BOUND)
    assert changes(made) == [("some", "a", 0.9), ("vast", "big", 0.3)]
    assert declined == ()


def test_of_readings_those_off_the_best_path_are_declined_once_each() -> None:
    """
    What only says again what a sure edit does is not told; another reading is.
    """
    readings = [
        reading("vast", "big", 0.8),
        reading("vast house", "big house", 0.8, best=False),
        reading("vast", "wide", 0.2, best=False),
        reading("vast", "wide", 0.2, best=False),
    ]
    made, declined = edits_of(TEXT, readings, frozenset(), BOUND)
    assert changes(made) == [("vast", "big", 0.8)]
    assert changes(declined) == [("vast", "wide", 0.2)]
