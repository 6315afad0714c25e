"""
How likely each line is furniture: the weighed features of each line, evened out over its neighbours.

weights.tsv holds a weight a feature, in nats, estimated by benchmarks/furniture.py (logistic regression). A line and
the next are of one kind more often than not: forward–backward over the two states.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, log, log1p
from pathlib import Path

from textmend.furniture.features import features_of
from textmend.furniture.page import Page

PATH = Path(__file__).with_name("weights.tsv")
SWITCH = 0.2  # that the next line is of the other kind
TRUST = 0.7  # of the weights: features of the surroundings say part of what the neighbours say again
# The best of 3 × 3 pairs by characters removed at equal harm, over held-out pages; benchmarks/furniture.py.


@cache
def weights() -> dict[str, float]:
    """Return the weights of weights.tsv, read once."""
    rows = PATH.read_text(encoding="utf-8").splitlines()[1:]
    return {feature: float(weight) for feature, weight in (row.split("\t") for row in rows)}


def log_odds(page: Page, weighed: dict[str, float] | None = None) -> list[float]:
    """Return the log-odds that each line is furniture."""
    table = weights() if weighed is None else weighed
    return smoothed([TRUST * sum(table.get(name, 0.0) for name in names) for names in features_of(page)])


def smoothed(odds: Sequence[float]) -> list[float]:
    """
    Return the log-odds of each line with what its neighbours say.

    >>> [round(x, 1) for x in smoothed([2.0, 0.0, 2.0])]
    [2.6, 2.0, 2.6]
    """
    forward, backward = _messages(odds), _messages(odds[::-1])[::-1]
    return [a + own + b for a, own, b in zip(forward, odds, backward, strict=True)]


def _messages(odds: Sequence[float]) -> list[float]:
    """Return what the lines before each line say of it."""
    out, message = [], 0.0
    for own in odds:
        out.append(message)
        message = _through_switch(message + own)
    return out


def _through_switch(odds: float) -> float:
    """Return the log-odds of a line from those of the line before it."""
    stays, moves = log(1 - SWITCH), log(SWITCH)
    return _log_sum(odds + stays, moves) - _log_sum(odds + moves, stays)


def _log_sum(a: float, b: float) -> float:
    """Return log(e^a + e^b)."""
    high, low = (a, b) if a > b else (b, a)
    return high + log1p(exp(low - high))
