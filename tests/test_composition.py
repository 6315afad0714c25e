"""Layers of edits: what two steps did is told as edits of the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from textmend.edits import Edit, apply
from textmend.layers import Draft, compose

TEXTS = st.text("abc", max_size=14)
STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.text("xyz", max_size=3)), max_size=6)


def edits_from(text: str, steps: list[tuple[int, int, str]]) -> tuple[Edit, ...]:
    """Return the edits that steps along a text describe: so far on, so much taken out, this put in."""
    edits, at = [], 0
    for gap, length, replacement in steps:
        start, end = at + gap, at + gap + length
        if end > len(text):
            break
        if text[start:end] != replacement:
            edits.append(Edit(start, end, text[start:end], replacement, "test", 0.9, "a test"))
        at = max(end, start + 1)
    return tuple(edits)


@given(TEXTS, STEPS, STEPS)
def test_composed_edits_do_what_both_sets_do(
    text: str, one: list[tuple[int, int, str]], two: list[tuple[int, int, str]]
) -> None:
    """
    The edits of the input, put in at once, make the text that the two steps made one after the other.
    """
    first = edits_from(text, one)
    second = edits_from(apply(text, first), two)
    edits = compose(text, first, second)
    assert apply(text, edits) == apply(apply(text, first), second)
    assert list(edits) == sorted(edits, key=lambda edit: (edit.start, edit.end))
    assert all(edit.observed != edit.replacement for edit in edits)


@given(TEXTS, STEPS, STEPS)
def test_a_declined_edit_is_told_in_the_input(
    text: str, one: list[tuple[int, int, str]], two: list[tuple[int, int, str]]
) -> None:
    """
    What a later step declined has a span of the input, and observed is what stands there.
    """
    first = edits_from(text, one)
    draft = Draft(text, text).revised(first, ())
    draft = draft.revised((), edits_from(draft.text, two))
    assert draft.edits == first
    assert all(text[edit.start : edit.end] == edit.observed for edit in draft.declined)
