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
LANGUAGE_WEIGHT = 0.65
CHANNEL_WEIGHT = 1.2

LOWEST_RATE, HIGHEST_RATE = 0.05, 0.97
RATE_PRIOR, RATE_WEIGHT = 0.8, 3.0  # pseudo-observations of the replacement rate
DIALECT_PRIOR = (0.8, 0.2)  # by lexicons.rows.WORDING_DIALECTS
DECIDED = 0.97  # probability of the dialect that explains a document best

KEPT = ""  # the outcome "not replaced"


class Outcome(NamedTuple):
    """What became of a phrase that spinners may replace: KEPT or its substitute, and how probable that is."""

    intended: str
    outcome: str
    posterior: float
    known: tuple[float, ...]  # by dialect: probability that its spinner's dictionary has the phrase
    place: float  # share of such places that spinners touch


@dataclass(slots=True)
class SpinChannel:
    """
    Log-probabilities of the channel in one document.

    rate is the share of dictionary words that were replaced; dialects are the probabilities that the document's spinner
    speaks each.
    """

    rate: float
    dialects: tuple[float, ...] = DIALECT_PRIOR
    counts: dict[str, dict[str, float]] = field(default_factory=dict)  # intended → outcome → expected count

    def kept(self, norm: str, known: Sequence[float], place: float, own: float = 0.0) -> float:
        """
        Return ln P(a word is left as it was written).

        known: by dialect, P(its spinner's dictionary has the word); place: share of such places that spinners touch (1,
        CAPITALISED, SHELTERED); own: what this very place adds to the document's counts.
        """
        share = self.share(known)
        return self._outcome(norm, KEPT, 1.0 - share * self.rate * place, own) if share else 0.0

    def replaced(
        self, intended: str, observed: str, cost: float, costs: Sequence[float], place: float, own: float = 0.0
    ) -> float:
        """Return ln P(a phrase is replaced by just this substitute); costs are cost by dialect, if it has any."""
        if costs:
            weighed = zip(self.dialects, costs, strict=True)
            said = sum([share * exp(-CHANNEL_WEIGHT * nats) for share, nats in weighed])
        else:
            said = exp(-CHANNEL_WEIGHT * cost)
        return self._outcome(intended, observed, self.rate * place * said, own)

    def share(self, known: Sequence[float]) -> float:
        """Return the probability that the document's spinner has a word, from those of the dialects."""
        return sum([weight * value for weight, value in zip(self.dialects, known, strict=True)])

    def _outcome(self, intended: str, outcome: str, prior: float, own: float) -> float:
        """Return ln of a prior sharpened by what the rest of the document shows."""
        seen = self.counts.get(intended)
        if seen:
            total = max(sum(seen.values()) - own, 0.0)
            prior = (prior * PRIOR_WEIGHT + max(seen.get(outcome, 0.0) - own, 0.0)) / (PRIOR_WEIGHT + total)
        return log(max(prior, FLOOR))

    def adapted(self, outcomes: Sequence[Outcome]) -> SpinChannel:
        """Return the channel re-estimated from what became of each dictionary word of a document under this one."""
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        replaced = survived = 0.0
        for outcome in outcomes:
            counts[outcome.intended][outcome.outcome] += outcome.posterior
            if outcome.place < 1.0:
                continue
            if outcome.outcome == KEPT:  # it may not be in the spinner's dictionary
                share = self.share(outcome.known)
                survived += outcome.posterior * share * (1.0 - self.rate) / (1.0 - share * self.rate)
            else:
                replaced += outcome.posterior
        rate = (replaced + RATE_WEIGHT * RATE_PRIOR) / (replaced + survived + RATE_WEIGHT)
        rate = min(max(rate, LOWEST_RATE), HIGHEST_RATE)
        return SpinChannel(rate, self.dialects, {word: dict(seen) for word, seen in counts.items()})


def speaking(dialect: int, rate: float) -> SpinChannel:
    """Return the channel of a document whose spinner speaks one dialect, as far as that can be known."""
    others = (1.0 - DECIDED) / (len(DIALECT_PRIOR) - 1)
    dialects = tuple(DECIDED if place == dialect else others for place in range(len(DIALECT_PRIOR)))
    return SpinChannel(rate, dialects)
