"""
Edits: what a repair changes, and how to put the changes in and take them out again.

Offsets are code points of the input. A set of edits is sorted and disjoint, and no edit is a no-op.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from textmend.text.spans import Span


class Candidate(NamedTuple):
    """One reading of a span: what the author may have written there."""

    span: Span
    observed: str
    intended: str  # in the letter case of dictionaries
    artifact: str
    cost: float  # nats: -ln P(observed | intended) of the artifact's channel
    why: str  # the kind of damage, for people: "wrong sense"
    by_dialect: tuple[float, ...] = ()  # the cost by lexicons.rows.WORDING_DIALECTS, where it depends on the dialect


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One change: `observed`, which is text[start:end], becomes `replacement`.

    confidence is the probability, 0 to 1, that the replacement is what the author wrote; reason is one
    sentence for people.
    """

    start: int
    end: int
    observed: str
    replacement: str
    artifact: str
    confidence: float
    reason: str

    def to_dict(self) -> dict[str, Any]:
        """Return the edit as plain values, for JSON."""
        return asdict(self)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """
    Return the text with the edits put in; the text itself (the same object) where there are none.

    Raises ValueError where edits overlap or a span does not hold what its edit observed: they are then another
    text's edits, or some were applied before.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if not ordered:
        return text
    parts, last = [], 0
    for edit in ordered:
        if edit.start < last:
            raise ValueError(f"{edit!r} overlaps the edit before it; apply takes disjoint edits")
        if text[edit.start : edit.end] != edit.observed:
            found = text[edit.start : edit.end]
            raise ValueError(f"{edit!r} expects {edit.observed!r} but the text has {found!r}; apply it to its own text")
        parts += [text[last : edit.start], edit.replacement]
        last = edit.end
    parts.append(text[last:])
    return "".join(parts)


def insert(edits: list[Edit], edit: Edit) -> bool:
    """Put an edit in its place among sorted disjoint ones, unless it overlaps one; tell whether it was put in."""
    at = bisect_left(edits, (edit.start, edit.end), key=lambda other: (other.start, other.end))
    if (at and edits[at - 1].end > edit.start) or (at < len(edits) and edit.end > edits[at].start):
        return False
    edits.insert(at, edit)
    return True
