"""Spans: pieces of a text, by code points."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of a text: code points, end excluded."""

    start: int
    end: int


def merged(spans: Iterable[Span]) -> list[Span]:
    """
    Return the spans sorted, with those that overlap or touch made one.

    >>> merged([Span(4, 6), Span(0, 2), Span(1, 3)])
    [Span(start=0, end=3), Span(start=4, end=6)]
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        elif span.start < span.end:
            out.append(span)
    return out


def touches(span: Span, protected: Sequence[Span]) -> bool:
    """Tell whether a span overlaps any of the protected ones, which are sorted and disjoint."""
    at = bisect_left(protected, (span.start, span.start))
    return any(other.start < span.end and other.end > span.start for other in protected[max(0, at - 1) : at + 1])
