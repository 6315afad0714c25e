"""
Damage that shows its own repair: the edits of the kinds that need no lattice, made disjoint.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from textmend.artifacts import Artifact
from textmend.edits import Edit
from textmend.text import Document, Span, touches


def edits_of_rules(
    document: Document, artifacts: Sequence[Artifact], threshold: float
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """
    Return the edits to make and those declined, each sorted.

    Of edits that overlap the surest is made, then the longest, then the one of the earlier artifact; nothing that is
    protected is touched. What an artifact only reports is declined.
    """
    found = [
        (artifact.reports, -edit.confidence, edit.start - edit.end, order, edit.start, artifact, edit)
        for order, artifact in enumerate(artifacts)
        for edit in artifact.find(document)
    ]
    if not found:
        return (), ()
    made: list[Edit] = []
    declined: list[Edit] = []
    for *_, artifact, edit in sorted(found, key=lambda entry: entry[:5]):
        protected = document.irremovable if artifact.removes_lines else document.protected
        if edit.observed == edit.replacement or (
            not artifact.reports and touches(Span(edit.start, edit.end), protected)
        ):
            continue
        if artifact.reports or edit.confidence < threshold:
            declined.append(edit)
        else:
            _insert(made, edit)
    return tuple(made), tuple(sorted(declined, key=_place))


def _insert(edits: list[Edit], edit: Edit) -> None:
    """Put an edit in its place among others, unless it overlaps one of them."""
    at = bisect_left(edits, _place(edit), key=_place)
    if (at == 0 or edits[at - 1].end <= edit.start) and (at == len(edits) or edit.end <= edits[at].start):
        edits.insert(at, edit)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
