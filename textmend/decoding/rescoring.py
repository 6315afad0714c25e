"""
Rescoring: what the lattice left open is decided again by a model that reads the repaired text on both sides.

All open slots are scored in the text as it then stands; what gains most is changed first, and what stands near a change
is asked again, until nothing changes. The score of a choice is log-linear: channel, n-gram model, neural model.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

import numpy as np

from textmend.decoding.passages import Passages
from textmend.decoding.posterior import Decoded
from textmend.decoding.slots import Print, Slot, slots_of
from textmend.scoring.context_model import ContextModel, Query

SWEEPS = 3  # over the slots, at most
NEAR = 120  # code points of the printed text within which a change makes a slot be asked again
NGRAM_WEIGHT, NEURAL_WEIGHT = 0.25, 0.5
CHANNEL_WEIGHT = 1.0
TEMPERATURE = 1.0


def rescored(
    text: str,
    passages: Passages,
    decoded: Decoded,
    scores: Sequence[float],
    which: Iterable[int],
    ngram: ContextModel,
    neural: ContextModel,
) -> tuple[Decoded, list[Slot]]:
    """
    Return what some sentences decode to when the neural model has its say, and the slots that it was asked about.

    scores are ln of the channel's probability of each arc.
    """
    slots, fixed = slots_of(text, passages, decoded, scores, which)
    stale = slots
    for _ in range(SWEEPS):
        if not stale:
            break
        printed = Print(text, slots, fixed)
        score(printed, stale, ngram, neural)
        changed = changes(printed, stale)
        now = Print(text, slots, fixed)
        places = [now.place(slot) for slot in changed]
        stale = [slot for slot in slots if slot not in changed and _near(now.place(slot), places)]
    return _with_choices(decoded, slots), slots


def score(printed: Print, slots: Sequence[Slot], ngram: ContextModel, neural: ContextModel) -> None:
    """Ask both models about all choices of some slots in the text as it is printed."""
    queries = []
    for slot in slots:
        begin, _ = printed.place(slot)
        at = len(printed.text[:begin].rstrip())
        blank, right = printed.text[at:begin], printed.right(slot)
        queries.append(Query(at, tuple(f"{blank}{choice.printed}{right}" for choice in slot.choices)))
    for slot, few, many in zip(
        slots,
        ngram.continuations(printed.text, queries),
        neural.continuations(printed.text, queries),
        strict=True,
    ):
        slot.ngram, slot.neural = few, many


def changes(printed: Print, slots: Sequence[Slot]) -> list[Slot]:
    """Let slots take their best choices, the surest first, none of them near one that was changed before it."""
    wanted = []
    for slot in slots:
        totals = totals_of(slot)
        best = max(range(len(totals)), key=lambda i: (totals[i], i == slot.taken, -i))
        if best != slot.taken and totals[best] > totals[slot.taken]:
            wanted.append((totals[best] - totals[slot.taken], slot, best))
    changed: list[Slot] = []
    for _, slot, best in sorted(wanted, key=lambda wish: (-wish[0], wish[1].start)):
        slot.taken = best
        changed.append(slot)
    return changed


def totals_of(slot: Slot) -> list[float]:
    """Return the score of each choice of a slot."""
    return [
        round(CHANNEL_WEIGHT * choice.channel + NGRAM_WEIGHT * few + NEURAL_WEIGHT * many, 3)
        for choice, few, many in zip(slot.choices, slot.ngram, slot.neural, strict=True)
    ]


def shares(slot: Slot) -> list[float]:
    """Return the probability of each choice of a slot."""
    totals = totals_of(slot)
    top = max(totals)
    parts = [exp((total - top) / TEMPERATURE) for total in totals]
    whole = sum(parts)
    return [part / whole for part in parts]


def _near(place: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    return any(begin - NEAR <= place[1] and place[0] <= end + NEAR for begin, end in others)


def _with_choices(decoded: Decoded, slots: Sequence[Slot]) -> Decoded:
    """Return the posteriors and best arcs as the slots have them."""
    posterior, best = decoded.posterior.copy(), decoded.best.copy()
    for slot in slots:
        arcs = sorted({arc for choice in slot.choices for arc in choice.arcs})
        posterior[arcs] = 0.0
        best[arcs] = False
        for choice, share in zip(slot.choices, shares(slot), strict=True):
            posterior[list(choice.arcs)] += share
        best[list(slot.choices[slot.taken].arcs)] = True
    return Decoded(np.minimum(posterior, 1.0), best, decoded.total)
