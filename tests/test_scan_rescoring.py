"""Scanned text with a model of whole sentences: it decides what the lattice leaves open, and is asked nothing else."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import textmend
from tests.models import Fickle, Liking
from textmend.decoding import scanned
from textmend.decoding.slots import Slot
from textmend.scoring import neural
from textmend.scoring.context_model import ContextModel, Query, asked_for

SCAN = """The members of tbe council arc to meet the govemment on Monday, and they hope that the modem buildings will be
open by then. Tho mayor said that bis office bad written to the departinent three times, but no answer carne. He added
that ihe people of the town liad a right to know how the money was spent, and that he would not lot the matter rest.
The secretaiy of the union told the meetmg that many of the men were afraid to lose their places, for tho wages arc
low and the work is hard. A fanner from the valley spoke of the drought, which had lelt the fields hare and the cattle
thin; tlie rain carne too late to save the com."""
CLEAN = """The committee will publish its report on Tuesday, and the minister is expected to answer it. Nobody in
the department has read the draft, although two members say that they were asked about it in March."""
INSTALLED = all(importlib.util.find_spec(name) for name in (neural.RUNTIME, neural.WEIGHTS))


@pytest.fixture(autouse=True)
def restored(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no test need the extra, and leave the installed model behind."""
    monkeypatch.setattr(neural, "require", lambda: None)
    yield
    neural.use(None)


def repaired(model: ContextModel, text: str = SCAN) -> textmend.Repair:
    """Return a text repaired with a model in the place of the neural one."""
    neural.use(model)
    return textmend.repair(text, model="neural")


@pytest.fixture
def slots(monkeypatch: pytest.MonkeyPatch) -> list[Slot]:
    """The places that the scanned text's lattice leaves open when it is first decoded."""
    found: list[list[Slot]] = []
    plain: Callable[..., Any] = scanned.rescored  # type: ignore[attr-defined]

    def remember(*args: object) -> object:
        result = plain(*args)
        found.append(result[1])
        return result

    monkeypatch.setattr(scanned, "rescored", remember)
    repaired(Liking())
    return found[0]


def test_the_model_decides_what_is_open_and_the_reason_names_both_models(slots: list[Slot]) -> None:
    """
    Each reading of an open place is made when the model likes it, and its reason gives the scores.
    """
    changed = 0
    for slot in slots:
        for choice in slot.choices:
            others = [other.printed for other in slot.choices if other is not choice]
            if choice.printed != SCAN[slot.start : slot.end] and not any(choice.printed in o for o in others):
                repair = repaired(Liking(choice.printed))
                made = [e for e in repair.edits if slot.start <= e.start and e.end <= slot.end]
                assert choice.printed in repair.text
                assert made
                assert all("neural model +" in e.reason and "n-gram model" in e.reason for e in made)
                changed += 1
                break
    assert changed >= 5


def test_a_model_that_likes_what_stands_there_keeps_it(slots: list[Slot]) -> None:
    """
    What was read is a choice too: a model that likes it makes no edit of it.
    """
    kept = 0
    for slot in slots:
        observed = SCAN[slot.start : slot.end]
        if any(choice.printed == observed for choice in slot.choices) and len(observed) > 2:
            edits = repaired(Liking(observed)).edits
            assert all(e.end <= slot.start or e.start >= slot.end for e in edits)
            kept += 1
    assert kept


def test_the_model_reads_repaired_text_on_both_sides() -> None:
    """
    What is sure is repaired in the passage and in what follows each choice, and places come in order.
    """
    model = Liking()
    repaired(model)
    assert model.asked
    for passage, query in model.asked:
        assert "govemment" not in passage
        assert len(set(query.texts)) == len(query.texts) > 1
    places = [query.at for passage, query in model.asked if passage == model.asked[0][0]]
    assert places == sorted(places)


def test_the_edits_are_the_texts_own_and_a_second_repair_finds_nothing() -> None:
    """
    Whatever the model likes, edits rebuild the repaired text, which is its own repair.
    """
    for model in (Liking(), Liking("the", "are"), Liking("tbe", nats=3.0)):
        repair = repaired(model)
        assert textmend.apply(SCAN, repair.edits) == repair.text
        assert repair.revert() == SCAN
        assert repaired(model, repair.text).edits == ()


def test_the_model_is_asked_about_a_bounded_number_of_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Of more open places than the bound, the openest are asked about, and the others are read as the lattice does.
    """
    every, few = Liking(), Liking()
    repaired(every)
    monkeypatch.setattr(scanned, "SCANNED", scanned.SCANNED._replace(most=1))
    repair = repaired(few)
    first = [query for passage, query in few.asked if passage == few.asked[0][0]]
    assert len(first) == 1 < len([query for passage, query in every.asked if passage == every.asked[0][0]])
    assert any("neural model" not in edit.reason for edit in repair.edits)


@pytest.mark.parametrize("text", [CLEAN, CLEAN.replace("department", "departement")])
def test_clean_text_never_meets_the_model(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The gate is the same with the model: what it does not take for scanned comes back as it is, and nothing is loaded.
    """

    def load() -> ContextModel:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(neural, "load", load)
    assert textmend.repair(text, model="neural").text is text


def test_a_model_is_loaded_by_its_first_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    To ask for the neural tier loads nothing; the default tier has no such model.
    """
    loaded: list[Liking] = []

    def load() -> ContextModel:
        loaded.append(Liking("sea"))
        return loaded[-1]

    monkeypatch.setattr(neural, "load", load)
    model = asked_for(textmend.Config(model="neural"))
    assert model is not None
    assert not loaded
    assert model.continuations("The", [Query(3, (" sea", " land"))]) == [[50.0, 0]]
    assert len(loaded) == 1
    assert asked_for(textmend.Config()) is None


def test_a_model_that_never_makes_up_its_mind_comes_to_an_end() -> None:
    """
    Passes and sweeps are bounded, whatever the model says.
    """
    repair = repaired(Fickle())
    assert textmend.apply(SCAN, repair.edits) == repair.text


@pytest.mark.neural
@pytest.mark.slow
@pytest.mark.skipif(not INSTALLED, reason="textmend[neural] is not installed")
def test_the_installed_model_reads_a_scanned_text_once_and_always_alike() -> None:
    """
    With the neural tier a scanned text is repaired with reasons, its repair needs none, and a second run says the same.
    """
    repair = textmend.repair(SCAN, model="neural")
    assert "govemment" not in repair.text
    assert any("neural model" in edit.reason for edit in [*repair.edits, *repair.declined])
    assert textmend.repair(repair.text, model="neural").edits == ()
    assert textmend.repair(SCAN, model="neural").edits == repair.edits
