"""Rescoring: a model of whole sentences decides what the lattice left open, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

import textmend
from tests.models import Fickle, Liking
from textmend import artifacts
from textmend.config import MIN_CONFIDENCE
from textmend.decoding.decisions import edits_of
from textmend.decoding.rescoring import rescored
from textmend.decoding.slots import Print, Slot
from textmend.decoding.spun import SpunDecoding, decode_spun
from textmend.edits import Edit, apply
from textmend.scoring import language_model, neural
from textmend.scoring.context_model import ContextModel, Query
from textmend.text import Document

SEED = next((Path(__file__).parent.parent / "seeds").glob("003_*")).read_text(encoding="utf-8")


def decoded(model: ContextModel | None) -> SpunDecoding:
    """Return the seed decoded with a model."""
    kinds = [artifacts.load(name) for name in ("spun_term", "spun_phrase")]
    return decode_spun(Document(SEED), kinds, neural=model)


def edits(model: ContextModel | None) -> list[Edit]:
    """Return the edits that a decoding with a model leads to, as they are made by default."""
    found = decoded(model)
    possible, _ = edits_of(SEED, found.readings, found.sentence_starts, MIN_CONFIDENCE)
    return [edit for edit in possible if edit.confidence >= MIN_CONFIDENCE]


def open_slots() -> list[Slot]:
    """Return the slots that the seed's lattice leaves open."""
    from textmend.decoding import rescoring

    found: list[Slot] = []

    def remember(*args: object) -> object:
        result = rescored(*args)  # type: ignore[arg-type]
        found.extend(result[1])
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rescoring, "rescored", remember)
        decoded(Liking())
    return found


def test_the_model_decides_what_is_open_and_the_reason_names_both_models() -> None:
    """
    Of two readings that the lattice leaves open, the one that the model likes is made, and its reason gives the scores.
    """
    changed = 0
    for slot in open_slots()[:12]:
        for i, choice in enumerate(slot.choices):
            word = choice.printed.split()[-1]
            unique = sum(word in other.printed for other in slot.choices) == 1
            if i != slot.taken and choice.printed != SEED[slot.start : slot.end] and unique and len(word) > 4:
                made = [e for e in edits(Liking(word)) if slot.start <= e.start and e.end <= slot.end]
                assert any(word in edit.replacement for edit in made)
                assert all("neural model +" in e.reason and "n-gram model" in e.reason for e in made)
                changed += 1
                break
    assert changed >= 3


def test_a_model_that_likes_what_stands_there_keeps_it() -> None:
    """
    A kept word is a reading too: a model that likes it unmakes the edit.
    """
    slot, kept = next(
        (slot, choice.printed)
        for slot in open_slots()
        for choice in slot.choices
        if choice.printed == SEED[slot.start : slot.end] and len(choice.printed) > 5 and " " not in choice.printed
    )
    assert all(e.end <= slot.start or e.start >= slot.end for e in edits(Liking(kept)))


def test_the_model_is_asked_in_the_repaired_text() -> None:
    """
    Queries stand in the order of the text, and their texts go on from it with the white space that belongs there.
    """
    model = Liking()
    decoded(model)
    passages = {passage for passage, _ in model.asked}
    assert any("military" in passage and "Great Hall of the People" in passage for passage in passages)
    for passage in passages:
        places = [query.at for asked, query in model.asked if asked == passage]
        assert places == sorted(places)
        assert places[-1] <= len(passage)
    for passage, query in model.asked:
        assert not passage[: query.at].endswith(" ")
        assert len(set(query.texts)) == len(query.texts) > 1


def test_a_model_that_never_makes_up_its_mind_comes_to_an_end() -> None:
    """
    Sweeps are bounded, whatever the model says.
    """
    made = edits(Fickle())
    assert apply(SEED, made) != SEED


def test_asking_for_more_confidence_only_removes_edits(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The edits at a higher min_confidence are the surer ones of those at a lower, with a neural model as without.
    """
    monkeypatch.setattr(neural, "require", lambda: None)
    monkeypatch.setattr(neural, "load", lambda: Liking("the", nats=1.0))
    few, many = (textmend.repair(SEED, model="neural", min_confidence=least).edits for least in (0.9, 0.5))
    assert few == tuple(edit for edit in many if edit.confidence >= 0.9)
    assert len(few) < len(many)


def test_a_document_is_printed_with_its_choices() -> None:
    """
    What is printed is the text with each slot as it is read, and slots are found in it again.
    """
    slots = open_slots()
    for slot in slots:
        slot.taken = 0
    printed = Print(SEED, slots, [])
    for slot in slots:
        begin, end = printed.place(slot)
        assert printed.text[begin:end] == slot.choices[0].printed


def test_the_ngram_model_reads_printed_text_too() -> None:
    """
    The n-gram model scores a continuation as it scores the words of a sentence.
    """
    model = language_model.load()
    passage, text = "It rained. The President said", " on Tuesday that"
    whole = model.sentence(["the", "president", "said", "on", "tuesday", "that"])
    assert model.continuations(passage, [Query(len(passage), (text, ""))]) == [
        [pytest.approx(float(whole[3:6].sum()), abs=1e-4), 0.0]
    ]
    assert model.continuations(passage, []) == []
