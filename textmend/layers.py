"""
Layers of edits: a later step repairs what an earlier one made of the text, and the user sees edits of the input.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from textmend.edits import Edit, apply, insert
from textmend.text.spans import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A text under repair: what the stages so far made of the source, and the edits of the source that do it.

    Its text has the edits that are as sure as the bound, and no others, so what a stage reads does not depend on how
    sure a caller wants edits to be: that is asked at the end, of settled.
    """

    source: str
    text: str  # the source itself, the same object, where nothing changed
    bound: float = 0.0
    edits: tuple[Edit, ...] = ()
    unsure: tuple[Edit, ...] = ()  # edits below the bound, which may overlap any others
    declined: tuple[Edit, ...] = ()

    def revised(self, edits: Sequence[Edit], declined: Sequence[Edit] = ()) -> Draft:
        """Return the draft with another stage's edits, which are of the draft's text, and what it declined."""
        if not edits and not declined:
            return self
        sure = [edit for edit in edits if edit.confidence >= self.bound]
        unsure = [edit for edit in edits if edit.confidence < self.bound]
        if self.edits and (unsure or declined):
            origin = Origin(self.source, self.edits)
            unsure, declined = ([origin.edit(edit) for edit in some] for some in (unsure, declined))
        return replace(
            self,
            text=apply(self.text, sure),
            edits=compose(self.source, self.edits, sure),
            unsure=(*self.unsure, *unsure),
            declined=(*self.declined, *declined),
        )

    def settled(self, least: float) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
        """
        Return the edits that are so sure at least, and all else that was seen, each sorted.

        Which of those that overlap can be made is decided before it is asked how sure they are: first come those of the
        draft, then the others, the surest first. So to ask for more only removes edits.
        """
        possible, declined = list(self.edits), list(self.declined)
        told = {_change(edit) for edit in self.edits} if self.unsure else set()
        for edit in sorted(self.unsure, key=lambda edit: -edit.confidence):
            if _change(edit) not in told:
                told.add(_change(edit))
                if not insert(possible, edit):
                    declined.append(edit)
        declined += (edit for edit in possible if edit.confidence < least)
        made = tuple(edit for edit in possible if edit.confidence >= least)
        return made, tuple(sorted(declined, key=lambda edit: (edit.start, edit.end, -edit.confidence)))


def _change(edit: Edit) -> tuple[int, int, str]:
    """Return what an edit does."""
    return edit.start, edit.end, edit.replacement


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """
    Return the edits of a text that do what two sets do one after the other.

    first are edits of text, second are edits of what first makes of it; both sorted and disjoint. Where a second edit
    reaches into what a first one wrote, they become one edit: of the second's kind, as sure as the least sure of them.
    """
    if not first or not second:
        return tuple(first) or tuple(second)
    between = apply(text, first)
    out, shift = [], 0  # shift: how much longer the text between is than the text, up to here
    for cluster, before, after in _clusters(first, second):
        grown = sum(len(edit.replacement) - len(edit.observed) for edit in before)
        span = Span(cluster.start - shift, cluster.end - shift - grown)
        shift += grown
        if not after:
            out += before
        elif not before:
            out += (replace(edit, start=span.start, end=span.end) for edit in after)
        elif (written := _rewritten(between, cluster, after)) != text[span.start : span.end]:
            out.append(_joined(span, text[span.start : span.end], written, [*before, *after]))
    return tuple(out)


def _clusters(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[tuple[Span, list[Edit], list[Edit]]]:
    """Yield the edits of two sets that overlap in the text between them, with the span there that they cover."""
    placed = [(*span, 0, edit) for span, edit in zip(_written(first), first, strict=True)]
    placed += [(edit.start, edit.end, 1, edit) for edit in second]
    placed.sort(key=lambda place: place[:3])
    at = 0
    while at < len(placed):
        begin, (start, end, _, _) = at, placed[at]
        at += 1
        while at < len(placed) and placed[at][0] < end:
            end = max(end, placed[at][1])
            at += 1
        before, after = ([edit for _, _, which, edit in placed[begin:at] if which == number] for number in (0, 1))
        yield Span(start, end), before, after


def _written(edits: Sequence[Edit]) -> list[Span]:
    """Return where each edit's replacement stands in the text that the edits make."""
    spans, shift = [], 0
    for edit in edits:
        spans.append(Span(edit.start + shift, edit.start + shift + len(edit.replacement)))
        shift += len(edit.replacement) - len(edit.observed)
    return spans


def _rewritten(text: str, span: Span, edits: Sequence[Edit]) -> str:
    """Return text[span] with the edits in it put in."""
    inside = [replace(edit, start=edit.start - span.start, end=edit.end - span.start) for edit in edits]
    return apply(text[span.start : span.end], inside)


def _joined(span: Span, observed: str, written: str, edits: Sequence[Edit]) -> Edit:
    """Return one edit that stands for several of two layers."""
    confidence = min(edit.confidence for edit in edits)  # so it is made where each of them is
    reason = "; then ".join(dict.fromkeys(edit.reason for edit in edits))
    return Edit(*span, observed, written, edits[-1].artifact, confidence, reason)


class Origin:
    """
    Where the text that some edits made came from.

    edits: sorted and disjoint, of text.
    """

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self._text, self._between, self._edits = text, apply(text, edits), edits
        self._written = _written(edits)

    def span(self, span: Span) -> Span:
        """Return the part of the text that a span of what was made of it came from, widened to whole edits."""
        return self._widened(span)[0]

    def edit(self, edit: Edit) -> Edit:
        """Return an edit of what was made of the text as an edit of the text."""
        span, wide = self._widened(Span(edit.start, edit.end))
        before, behind = self._between[wide.start : edit.start], self._between[edit.end : wide.end]
        replacement = f"{before}{edit.replacement}{behind}"
        return replace(
            edit, start=span.start, end=span.end, observed=self._text[span.start : span.end], replacement=replacement
        )

    def _widened(self, span: Span) -> tuple[Span, Span]:
        """Return where a span came from, and the span itself, both widened to the edits that it overlaps."""
        first = bisect_right(self._written, span.start, key=lambda written: written.end)
        last = first
        while last < len(self._written) and self._written[last].start < span.end:
            last += 1
        inside = self._written[first:last]
        wide = Span(min([span.start, *(w.start for w in inside)]), max([span.end, *(w.end for w in inside)]))
        return Span(wide.start - self._shift(first), wide.end - self._shift(last)), wide

    def _shift(self, count: int) -> int:
        """Return how much longer the text became by its first edits."""
        return self._written[count - 1].end - self._edits[count - 1].end if count else 0
