"""Layers of edits: what two steps did is told as edits of the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textmend.edits import Edit, apply
from textmend.layers import Draft, compose

TEXTS = st.text("abc", max_size=14)
CONFIDENCES = st.sampled_from([0.2, 0.4, 0.6, 0.8])
STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.text("xyz", max_size=3), CONFIDENCES), max_size=6)
Steps = list[tuple[int, int, str, float]]
BOUND = 0.5


def edits_from(text: str, steps: Steps) -> tuple[Edit, ...]:
    """Return the edits that steps along a text describe: so far on, so much taken out, this put in, and how sure."""
    edits, at = [], 0
    for gap, length, replacement, confidence in steps:
        start, end = at + gap, at + gap + length
        if end > len(text):
            break
        if text[start:end] != replacement:
            edits.append(Edit(start, end, text[start:end], replacement, "test", confidence, "a test"))
        at = max(end, start + 1)
    return tuple(edits)


@given(TEXTS, STEPS, STEPS)
def test_composed_edits_do_what_both_sets_do(text: str, one: Steps, two: Steps) -> None:
    """
    The edits of the input, put in at once, make the text that the two steps made one after the other.
    """
    first = edits_from(text, one)
    second = edits_from(apply(text, first), two)
    edits = compose(text, first, second)
    assert apply(text, edits) == apply(apply(text, first), second)
    assert list(edits) == sorted(edits, key=lambda edit: (edit.start, edit.end))
    assert all(edit.observed != edit.replacement for edit in edits)


def test_an_edit_of_what_another_wrote_is_as_sure_as_the_less_sure_of_them() -> None:
    """
    What is built on a doubtful edit is doubtful, too, so the two are made together or not at all.
    """
    misread = Edit(0, 3, "tbe", "the", "misread_word", 0.7, "a misread word")
    other = Edit(4, 5, "f", "s", "long_s", 0.6, "a long s")
    spun = Edit(0, 3, "the", "a", "spun_phrase", 0.9, "a spun phrase")
    together, alone = compose("tbe fish", (misread, other), (spun,))
    assert together == Edit(0, 3, "tbe", "a", "spun_phrase", 0.7, "a misread word; then a spun phrase")
    assert alone == other


@given(TEXTS, STEPS, STEPS)
def test_a_stage_reads_what_is_sure_and_more_confidence_only_removes_edits(text: str, one: Steps, two: Steps) -> None:
    """
    The edits of a draft make its text; those of lower thresholds hold those of higher ones and can be put in.
    """
    draft = Draft(text, text, BOUND).revised(edits_from(text, one))
    draft = draft.revised(edits_from(draft.text, two))
    assert draft.edits == draft.settled(BOUND)[0]
    assert draft.text == apply(text, draft.edits)
    every, _ = draft.settled(0.0)
    for least in (0.0, 0.3, BOUND, 0.7, 0.9):
        edits, declined = draft.settled(least)
        assert edits == tuple(edit for edit in every if edit.confidence >= least)
        apply(text, edits)  # they are the text's and disjoint
        seen = {(edit.start, edit.end, edit.replacement) for edit in (*edits, *declined)}
        assert seen >= {(edit.start, edit.end, edit.replacement) for edit in (*draft.edits, *draft.unsure)}
        assert list(declined) == sorted(declined, key=lambda edit: (edit.start, edit.end, -edit.confidence))


@given(TEXTS, STEPS, STEPS)
def test_a_declined_edit_is_told_in_the_input(text: str, one: Steps, two: Steps) -> None:
    """
    What a later step declined has a span of the input, and observed is what stands there.
    """
    first = edits_from(text, one)
    draft = Draft(text, text).revised(first, ())
    draft = draft.revised((), edits_from(draft.text, two))
    assert draft.edits == first
    assert all(text[edit.start : edit.end] == edit.observed for edit in draft.declined)
