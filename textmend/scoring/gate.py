"""
The gate: which sentences of a document went through a spinner?

The evidence for a sentence is ln P(it | spun) − ln P(it | clean): the sum over all its readings under the spinner's
channel against the text as it stands. Sentences are smoothed over the document by a chain of two states (Viterbi),
because spinning comes in stretches; and a stretch counts only if different substitutes say so, since a text may
rightly repeat one phrase that looks spun.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

BEGIN = 8.0  # nats: evidence it takes to begin a spun stretch
SWITCH = 4.0  # nats: evidence it takes to leave one
DISTINCT = 4  # different substitutes that a spun document shows
RATE = 0.4  # share of replaceable words replaced that the gate assumes: light spinning too must be seen


def spun_sentences(evidence: Sequence[float]) -> list[bool]:
    """
    Return for each sentence whether it belongs to a spun stretch.

    >>> spun_sentences([-9.0, 12.0, -1.0, 7.0, -20.0])
    [False, True, True, True, False]
    """
    clean, spun = 0.0, -BEGIN
    back: list[tuple[bool, bool]] = []  # for each sentence: was the state before spun, if now clean; if now spun
    for weight in evidence:
        back.append((spun - SWITCH > clean, clean - BEGIN <= spun))
        clean, spun = max(clean, spun - SWITCH), max(spun, clean - BEGIN) + weight
    state = spun > clean
    out = []
    for i in range(len(evidence) - 1, -1, -1):
        out.append(state)
        state = back[i][1] if state else back[i][0]
    return out[::-1]


def probability(evidence: float, distinct: int) -> float:
    """Return the probability that a document is spun from the evidence of its spun stretches."""
    margin = min(evidence - BEGIN, 4.0 * (distinct - DISTINCT) + 2.0)
    return 1 / (1 + exp(-max(min(margin, 30.0), -30.0) / 2))
