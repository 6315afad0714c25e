"""The public names, their errors, and what a Repair can do."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

import textmend
from tests.laws.texts import CLEAN, SPUN

REPAIR = textmend.repair(SPUN)


def test_the_public_names_are_these() -> None:
    """
    The package offers the documented names and no others.
    """
    assert set(textmend.__all__) == {"Config", "Edit", "Quality", "Repair", "apply", "assess", "repair", "repair_many"}
    for name in textmend.__all__:
        assert getattr(textmend, name).__name__ == name
    with pytest.raises(AttributeError, match="repair_many"):
        _ = textmend.mend


def test_an_edit_says_where_what_why_and_how_sure() -> None:
    """
    Edits of the spun seed have all their parts.
    """
    edit = next(edit for edit in REPAIR.edits if edit.observed == "expensive pal")
    assert SPUN[edit.start : edit.end] == "expensive pal"
    assert (edit.replacement, edit.artifact) == ("dear friend", "spun_phrase")
    assert 0.5 <= edit.confidence <= 1
    assert "dear friend" in edit.reason


def test_single_edits_can_be_undone() -> None:
    """
    revert(edit) undoes that edit and no other; a stranger's edit is refused.
    """
    edit = REPAIR.edits[0]
    undone = REPAIR.revert(edit)
    assert undone.startswith(SPUN[: edit.end])
    assert undone == textmend.apply(SPUN, REPAIR.edits[1:])
    with pytest.raises(ValueError, match="not an edit of this repair"):
        REPAIR.revert(textmend.Edit(0, 1, "T", "t", "spun_phrase", 1.0, "made up"))


def test_edits_of_another_text_are_refused() -> None:
    """
    apply() takes edits only to the text that they were made for, and only disjoint ones.
    """
    with pytest.raises(ValueError, match="its own text"):
        textmend.apply(SPUN[1:], REPAIR.edits)
    with pytest.raises(ValueError, match="overlaps"):
        textmend.apply(SPUN, [REPAIR.edits[0], REPAIR.edits[0]])
    assert textmend.apply(SPUN, []) is SPUN


def test_a_spun_text_is_assessed_with_evidence() -> None:
    """
    assess() gives a probability, the spans that say so, a score and a reason, and is JSON.
    """
    quality = textmend.assess(SPUN)
    assert quality.spun > 0.99
    assert len(quality.spun.evidence) > 50
    for evidence in quality.spun.evidence:
        assert SPUN[evidence.start : evidence.end] == evidence.observed
    assert quality.score < 0.1
    assert "spun" in quality.reasons[0]
    assert json.loads(json.dumps(quality.to_dict()))["spun"] > 0.99
    assert quality == REPAIR.quality


def test_a_clean_text_is_assessed_without_reasons() -> None:
    """
    The clean seeds have a full score and no reason against them.
    """
    for text in CLEAN:
        quality = textmend.assess(text)
        assert quality.spun < 0.01
        assert quality.score > 0.99
        assert quality.reasons == ()


def test_results_can_be_sent_to_other_processes() -> None:
    """
    A Repair survives pickling whole.
    """
    again = pickle.loads(pickle.dumps(REPAIR))  # noqa: S301 - our own bytes
    assert again == REPAIR
    assert again.quality.spun.evidence == REPAIR.quality.spun.evidence


@pytest.mark.parametrize("wrong", [b"bytes", bytearray(b"x"), None, 3, ["text"]])
def test_what_is_not_text_is_refused_with_help(wrong: object) -> None:
    """
    bytes and other objects raise a TypeError that says what to pass.
    """
    with pytest.raises(TypeError, match=r"decode|pass the text"):
        textmend.repair(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"min_confidence": 2}, ValueError, "0 to 1"),
        ({"min_confidence": "high"}, ValueError, "0 to 1"),
        ({"min_confidence": float("nan")}, ValueError, "0 to 1"),
        ({"artifacts": ("spam",)}, ValueError, "known are: .*spun_term, spun_phrase"),
        ({"artifacts": "spun_phrase"}, ValueError, "tuple"),
        ({"protect": "Corridor 5"}, ValueError, "tuple"),
        ({"protect": ("",)}, ValueError, "non-empty"),
        ({"assume_spun": "yes"}, ValueError, "True or False"),
        ({"dialect": "poetry"}, ValueError, "known are: news, blog"),
        ({"confidence": 0.5}, TypeError, "known are: artifacts"),
    ],
)
def test_a_wrong_option_is_refused_with_help(options: dict[str, Any], error: type[Exception], message: str) -> None:
    """
    Unknown names and unusable values raise errors that say what is known or wanted.
    """
    with pytest.raises(error, match=message):
        textmend.repair("text", **options)


def test_options_and_config_are_the_same() -> None:
    """
    An option given by name is a field of Config, and a Config can be hashed.
    """
    config = textmend.Config(min_confidence=0.9)
    assert textmend.repair(SPUN, config) == textmend.repair(SPUN, min_confidence=0.9)
    assert len({config, textmend.Config(min_confidence=0.9)}) == 1
    assert textmend.repair(SPUN, artifacts=()).text is SPUN


@pytest.mark.parametrize("workers", [0, "2", 1.5])
def test_workers_are_counted_from_one(workers: Any) -> None:
    """
    repair_many refuses to work with no process, and what is no number of them.
    """
    with pytest.raises(ValueError, match="1 or more"):
        textmend.repair_many(["text"], workers=workers)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_comes_when_the_texts_turn_comes(workers: int) -> None:
    """
    The results before a text that cannot be repaired are not lost.
    """
    results = textmend.repair_many(["a", "b", b"x"], workers=workers)  # type: ignore[list-item]
    assert [next(results).text, next(results).text] == ["a", "b"]
    with pytest.raises(TypeError, match="decode"):
        next(results)


def test_what_is_no_configuration_is_refused() -> None:
    """
    A second argument that is no Config raises a TypeError that says what to give.
    """
    with pytest.raises(TypeError, match=r"textmend\.Config"):
        textmend.repair("text", "news")  # type: ignore[arg-type]
