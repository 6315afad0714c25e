"""
The spinner's channel in one document: what keeping a word costs there, and what replacing it costs.

A spinner leaves hardly any of the words it knows how to replace, and within a document it prints the same
substitute for the same word. So the channel begins with the lexicon's priors and is re-estimated from the
document's own posteriors (expectation–maximisation with the priors as pseudo-counts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, log
from typing import NamedTuple

PRIOR_WEIGHT = 2.0  # pseudo-observations that a headword's prior is worth
CAPITALISED = 0.35  # share of capitalised words inside sentences that a spinner touches as it does others
SHELTERED = 0.05  # likewise of lower-case words inside hyphenated compounds, which most spinners leave alone
FLOOR = 1e-6
# A log-linear noisy channel (Och and Ney 2002): the language model knows too little of the context to be believed in
# full, and the editors' lists are surer than their probabilities say. Best on the dev sets, each text left out of the
# counts when it was measured, among .5 … 1 and 1 … 1.6.
LANGUAGE_WEIGHT = 0.7
CHANNEL_WEIGHT = 1.35

LOWEST_RATE, HIGHEST_RATE = 0.05, 0.97
RATE_PRIOR, RATE_WEIGHT = 0.8, 3.0  # pseudo-observations of the replacement rate

KEPT = ""  # the outcome "not replaced"


class Outcome(NamedTuple):
    """What became of a phrase that spinners may replace: KEPT or its substitute, and how probable that is."""

    intended: str
    outcome: str
    posterior: float
    known: float
    place: float  # share of such places that spinners touch


@dataclass(slots=True)
class SpinChannel:
    """Log-probabilities of the channel in one document; rate is the share of dictionary words that it replaced."""

    rate: float
    counts: dict[str, dict[str, float]] = field(default_factory=dict)  # intended → outcome → expected count

    def kept(self, norm: str, known: float, place: float, own: float = 0.0) -> float:
        """
        Return ln P(a word is left as it was written).

        known: P(a spinner's dictionary has it); place: share of such places that spinners touch (1, CAPITALISED,
        SHELTERED); own: what this very place adds to the document's counts.
        """
        if not known:
            return 0.0
        return self._outcome(norm, KEPT, 1.0 - known * self.rate * place, own)

    def replaced(self, intended: str, observed: str, cost: float, place: float, own: float = 0.0) -> float:
        """Return ln P(a phrase is replaced by just this substitute); cost is the lexicon's, in nats; own as in kept."""
        return self._outcome(intended, observed, self.rate * place * exp(-CHANNEL_WEIGHT * cost), own)

    def _outcome(self, intended: str, outcome: str, prior: float, own: float) -> float:
        """Return ln of a prior sharpened by what the rest of the document shows."""
        seen = self.counts.get(intended)
        if seen:
            total = max(sum(seen.values()) - own, 0.0)
            prior = (prior * PRIOR_WEIGHT + max(seen.get(outcome, 0.0) - own, 0.0)) / (PRIOR_WEIGHT + total)
        return log(max(prior, FLOOR))


def adapted(outcomes: Sequence[Outcome], rate: float) -> SpinChannel:
    """Return the channel re-estimated from what became of each dictionary word of a document, decoded at a rate."""
    counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    replaced = survived = 0.0
    for outcome in outcomes:
        counts[outcome.intended][outcome.outcome] += outcome.posterior
        if outcome.place < 1.0:
            continue
        if outcome.outcome == KEPT:  # it may not be in the spinner's dictionary
            known = outcome.known
            survived += outcome.posterior * known * (1.0 - rate) / (1.0 - known * rate)
        else:
            replaced += outcome.posterior
    estimate = (replaced + RATE_WEIGHT * RATE_PRIOR) / (replaced + survived + RATE_WEIGHT)
    return SpinChannel(
        min(max(estimate, LOWEST_RATE), HIGHEST_RATE), {word: dict(seen) for word, seen in counts.items()}
    )
