"""
The spinner's channel in one document: what keeping a word costs there, and what replacing it costs.

A spinner leaves hardly any of the words it knows how to replace, and within a document it prints the same
substitute for the same word. So the channel begins with the lexicon's priors and is re-estimated from the
document's own posteriors (expectation–maximisation with the priors as pseudo-counts).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp, log

PRIOR_WEIGHT = 2.0  # pseudo-observations that a headword's prior is worth
KNOWN = 0.85  # probability that a spinner's dictionary has a headword of ours
CAPITALISED = 0.35  # share of capitalised words inside sentences that a spinner touches as it does others
FLOOR = 1e-6

KEPT = ""  # the outcome "not replaced"


@dataclass(slots=True)
class SpinChannel:
    """Log-probabilities of the channel in one document; rate is the share of replaceable words replaced."""

    rate: float = 0.9
    counts: dict[str, dict[str, float]] = field(default_factory=dict)  # intended → outcome → expected count

    def kept(self, norm: str, headword: bool, capitalised: bool) -> float:
        """Return ln P(a word is left as it was written)."""
        if not headword:
            return 0.0
        known = KNOWN * (CAPITALISED if capitalised else 1.0)
        return self._outcome(norm, KEPT, 1.0 - known * self.rate)

    def replaced(self, intended: str, observed: str, cost: float, capitalised: bool) -> float:
        """Return ln P(a phrase is replaced by just this substitute); cost is the lexicon's, given a replacement."""
        known = KNOWN * (CAPITALISED if capitalised else 1.0)
        return self._outcome(intended, observed, known * self.rate * exp(-cost))

    def _outcome(self, intended: str, outcome: str, prior: float) -> float:
        """Return ln of a prior sharpened by what the document shows."""
        seen = self.counts.get(intended)
        if seen:
            total = sum(seen.values())
            prior = (prior * PRIOR_WEIGHT + seen.get(outcome, 0.0)) / (PRIOR_WEIGHT + total)
        return log(max(prior, FLOOR))

    def adapted(self, outcomes: Iterable[tuple[str, str, float]], rate: float) -> SpinChannel:
        """Return the channel re-estimated from (intended, outcome, posterior) of a whole document and its rate."""
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for intended, outcome, posterior in outcomes:
            counts[intended][outcome] += posterior
        return SpinChannel(rate, {word: dict(seen) for word, seen in counts.items()})
