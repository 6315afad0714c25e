"""
Damage that shows its own repair: the edits of the kinds that need no lattice, made disjoint.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from textmend.artifacts import Artifact
from textmend.edits import Edit
from textmend.text import Document, Span, touches

Found = tuple[int, int, int, Artifact, Edit]  # where an edit starts and ends, its artifact's turn, both


def edits_of_rules(
    document: Document, artifacts: Sequence[Artifact], threshold: float
) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """
    Return the edits to make and those declined, each sorted.

    Of edits that overlap the surest is made, then the longest, then the one of the earlier artifact; nothing that is
    protected is touched. What an artifact only reports is declined.
    """
    cues = document.cues
    found = [
        (edit.start, edit.end, order, artifact, edit)
        for order, artifact in enumerate(artifacts)
        if artifact.cues is None or not artifact.cues.isdisjoint(cues)
        for edit in artifact.find(document)
        if edit.observed != edit.replacement
    ]
    if not found:
        return (), ()
    made: list[Edit] = []
    declined: list[Edit] = []
    for cluster in _clusters(sorted(found, key=lambda entry: entry[:3])):
        chosen: list[Edit] = []
        for _, _, _, artifact, edit in sorted(cluster, key=_worth):
            if artifact.reports:
                declined.append(edit)
            elif touches(Span(edit.start, edit.end), _untouchable(document, artifact)):
                continue
            elif edit.confidence < threshold:
                declined.append(edit)
            else:
                _insert(chosen, edit)
        made += chosen
    return tuple(made), tuple(sorted(declined, key=_place))


def _untouchable(document: Document, artifact: Artifact) -> Sequence[Span]:
    """Return what an artifact may not touch: what removes lines may take numbers with them."""
    return document.irremovable if artifact.removes_lines else document.protected


def _clusters(found: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield the edits, sorted by place, in groups that overlap."""
    cluster: list[Found] = []
    end = 0
    for entry in found:
        if cluster and entry[0] >= end:
            yield cluster
            cluster = []
        cluster.append(entry)
        end = max(end, entry[1])
    yield cluster


def _insert(edits: list[Edit], edit: Edit) -> None:
    """Put an edit in its place among others, unless it overlaps one of them."""
    at = bisect_left(edits, _place(edit), key=_place)
    if (at == 0 or edits[at - 1].end <= edit.start) and (at == len(edits) or edit.end <= edits[at].start):
        edits.insert(at, edit)


def _worth(entry: Found) -> tuple[float, int, int, int]:
    start, end, order, _, edit = entry
    return -edit.confidence, start - end, order, start


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
