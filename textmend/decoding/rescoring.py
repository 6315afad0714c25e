"""
Rescoring: what the lattice left open is decided again by a model that reads the repaired text on both sides.

All open slots are scored in the text as it stands and take their best choices; the channel is estimated again from what
they took, and what stands near a change is asked again in the new text, until nothing changes. What the lattice is sure
of is never asked, so the surest come first. The score of a choice is log-linear: channel, n-gram model, neural model.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from math import exp

import numpy as np

from textmend.decoding.decisions import replacement_of
from textmend.decoding.passages import Passages, Reading
from textmend.decoding.posterior import Decoded
from textmend.decoding.slots import Manner, Print, Sentences, Slot, Weights, slots_of
from textmend.scoring import language_model
from textmend.scoring.context_model import ContextModel, Query

SWEEPS = 3  # over the slots, at most
ROUNDS = 2  # of re-estimation of the channel, a sweep
NEAR = 80  # code points of the printed text within which a change makes a slot be asked again
SETTLED = 0.98  # probability of a choice from which no change beside it can matter
# Bounds: of 1,400 slots of news texts, each left out of the counts, 0.004 and 0.99 would send 1.7 times as many choices
# to the model and decide one otherwise. Weights: fitted by likelihood, so that the shares of choices are probabilities.
# Each half of the marked texts gives the same within 0.1, and as good a share of right choices on the other: 0.90
# (benchmarks/fit_rescoring.py). What the document's subject says of a choice, as a fourth score, changes nothing.
SPUN = Manner(replacement_of, articles=True, least=0.03, sure=0.95, most=None, weights=Weights(1.2, 0.13, 0.61))

ChannelScores = Callable[[Decoded], Sequence[float]]  # from a decoding, ln of the channel's probability of each arc


def readings_of(
    text: str,
    passages: Passages,
    decoded: Decoded,
    which: Sequence[int],
    channel: ChannelScores,
    neural: ContextModel | None,
) -> tuple[Reading, ...]:
    """Return the readings of some sentences; with a neural model, as it decides what the lattice leaves open."""
    if neural is None:
        return tuple(passages.readings(decoded, which))
    decoded, slots = rescored(text, passages, decoded, which, channel, language_model.load(), neural)
    return tuple(passages.readings(decoded, which, notes_of(slots)))


def rescored(
    text: str,
    passages: Sentences,
    decoded: Decoded,
    which: Iterable[int],
    channel: ChannelScores,
    ngram: ContextModel,
    neural: ContextModel,
    manner: Manner = SPUN,
) -> tuple[Decoded, list[Slot]]:
    """
    Return what some sentences decode to when the neural model has its say, and the slots that it was asked about.
    """
    scores = channel(decoded)
    slots, fixed = slots_of(text, passages, decoded, scores, which, manner)
    stale = slots
    weigh(slots, scores)
    for _ in range(SWEEPS):
        if not stale:
            break
        printed = Print(text, slots, fixed)
        score(printed, stale, ngram, neural)
        changed = []
        for _ in range(ROUNDS):
            changed += changes(slots)
            scores = channel(_with_choices(decoded, slots))
            weigh(slots, scores)
        changed += changes(slots)
        now = Print(text, slots, fixed)
        stale = near(now, [slot for slot in slots if max(shares(slot)) < SETTLED], changed)
    return _with_choices(decoded, slots), slots


def weigh(slots: Iterable[Slot], scores: Sequence[float]) -> None:
    """Let slots know what the channel says of their choices."""
    for slot in slots:
        slot.channel = [sum(scores[arc] for arc in choice.arcs) for choice in slot.choices]


def score(printed: Print, slots: Sequence[Slot], ngram: ContextModel, neural: ContextModel) -> None:
    """Ask both models about all choices of some slots in the text as it is printed."""
    queries = []
    for slot in slots:
        begin, _ = printed.place(slot)
        at = begin - 1 if printed.text[begin - 1 : begin].isspace() else begin  # white space is plain
        blank, right = printed.text[at:begin], printed.right(slot)
        queries.append(Query(at, tuple(f"{blank}{choice.printed}{right}" for choice in slot.choices)))
    for slot, few, many in zip(
        slots,
        ngram.continuations(printed.text, queries),
        neural.continuations(printed.text, queries),
        strict=True,
    ):
        slot.ngram, slot.neural = few, many


def changes(slots: Iterable[Slot]) -> list[Slot]:
    """Let slots take their best choices, and return those that changed their mind."""
    changed = []
    for slot in slots:
        totals = totals_of(slot)
        best = max(range(len(totals)), key=lambda i: (totals[i], i == slot.taken, -i))
        if best != slot.taken:
            slot.taken = best
            changed.append(slot)
    return changed


def totals_of(slot: Slot) -> list[float]:
    """Return the score of each choice of a slot."""
    weights = slot.weights
    return [
        round(weights.channel * channel + weights.ngram * few + weights.neural * many, 3)
        for channel, few, many in zip(slot.channel, slot.ngram, slot.neural, strict=True)
    ]


def shares(slot: Slot) -> list[float]:
    """Return the probability of each choice of a slot."""
    totals = totals_of(slot)
    top = max(totals)
    parts = [exp(total - top) for total in totals]
    whole = sum(parts)
    return [part / whole for part in parts]


def notes_of(slots: Iterable[Slot]) -> dict[int, str]:
    """Return for each arc of some slots what the models say of its best choice beside the best of the others."""
    notes: dict[int, str] = {}
    for slot in slots:
        totals = totals_of(slot)
        for i in sorted(range(len(totals)), key=lambda i: (i != slot.taken, -totals[i], i)):
            other = max((j for j in range(len(totals)) if j != i), key=lambda j: (totals[j], -j))
            few, many = slot.ngram[i] - slot.ngram[other], slot.neural[i] - slot.neural[other]
            rival = slot.choices[other].printed
            for arc in slot.choices[i].arcs:
                notes.setdefault(arc, f"beside “{rival}”: neural model {many:+.1f}, n-gram model {few:+.1f} nats")
    return notes


def near(printed: Print, slots: Sequence[Slot], changed: Sequence[Slot]) -> list[Slot]:
    """Return the slots, in the order of the text, that stand near one that changed."""
    places = sorted(printed.place(slot) for slot in changed)
    ends = [end for _, end in places]
    out = []
    for slot in slots:
        begin, end = printed.place(slot)
        at = bisect_left(ends, begin - NEAR)
        if at < len(places) and places[at][0] <= end + NEAR:
            out.append(slot)
    return out


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
