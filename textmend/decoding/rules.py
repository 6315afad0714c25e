"""
Damage that shows its own repair: the edits of the kinds that need no lattice, made disjoint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmend.artifacts import Artifact
from textmend.edits import Edit, insert
from textmend.text import Document, Span, touches

Found = tuple[int, int, int, Artifact, Edit]  # where an edit starts and ends, its artifact's turn, both


def edits_of_rules(document: Document, artifacts: Sequence[Artifact]) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    """
    Return the edits that can be made and those that are only reported, each sorted.

    Of edits that overlap the surest is taken, then the longest, then the one of the earlier artifact; nothing that is
    protected is touched.
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
    reported: list[Edit] = []
    for cluster in _clusters(sorted(found, key=lambda entry: entry[:3])):
        chosen: list[Edit] = []
        for _, _, _, artifact, edit in sorted(cluster, key=_worth):
            if artifact.reports:
                reported.append(edit)
            elif not touches(Span(edit.start, edit.end), _untouchable(document, artifact)):
                insert(chosen, edit)
        made += chosen
    return tuple(made), tuple(sorted(reported, key=lambda edit: (edit.start, edit.end)))


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


def _worth(entry: Found) -> tuple[float, int, int, int]:
    start, end, order, _, edit = entry
    return -edit.confidence, start - end, order, start
