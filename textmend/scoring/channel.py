"""
The spinner's channel in one document: what keeping a word costs there, and what replacing it costs.

A spinner leaves hardly any of the words it knows how to replace, and within a document it prints the same
substitute for the same word. So the channel begins with the lexicon's priors and is re-estimated from the
document's own posteriors (expectation–maximisation with the priors as pseudo-counts).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

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
BRACED = "{"  # how what a spinner left of its template begins; all such substitutes are one

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


class Weights(NamedTuple):
    """What the logarithms of channel and language model count, over LANGUAGE_WEIGHT and CHANNEL_WEIGHT."""

    channel: float
    language: float


EVEN = Weights(1.0, 1.0)
# Where a text is spun, the channel as re-estimated from it tells more. Left out of the counts and of the guesses of who
# had read it (benchmarks/left_out.py), recall and precision of seed, news and blog are .738 / .931, with 1.6 and 1.2
# .748 / .922, with 1 and 1 .758 / .915; from 1.2 to 1.7 for the channel the curves are the same within a point.
ESTIMATED = Weights(1.5, 1.0)


class Fact(NamedTuple):
    """What the channel needs to know of a place that its words were kept, or replaced by a substitute."""

    intended: str
    outcome: str  # KEPT or the substitute
    cost: float
    known: tuple[float, ...]  # by dialect: probability that its spinner's dictionary has the intended phrase
    costs: tuple[float, ...]  # of the substitute by dialect, if it has any
    place: float  # share of such places that spinners touch: 1, CAPITALISED, SHELTERED


class Facts:
    """The facts of a document in columns."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.kept = np.array([fact.outcome == KEPT for fact in facts])
        self.place = np.array([fact.place for fact in facts])
        self.known = np.array([fact.known for fact in facts]).T
        nothing = (np.inf,) * len(self.known)  # where the cost depends on the dialect, and where it does not
        costs = np.array([fact.costs or nothing for fact in facts]).T
        cost = np.array([np.inf if fact.costs else fact.cost for fact in facts])
        # Of each substitute how often it is the one, in a row a dialect, and where all dialects have it alike.
        self.said, self.said_by_all = np.exp(-CHANNEL_WEIGHT * costs), np.exp(-CHANNEL_WEIGHT * cost)
        self.intended = _numbered([fact.intended for fact in facts])
        self.outcome = _numbered([(fact.intended, fact.outcome) for fact in facts])
        self.substitute = _numbered([BRACED if fact.outcome.startswith(BRACED) else fact.outcome for fact in facts])


def _numbered(names: Sequence[object]) -> Indices:
    """Return a number for each name, the same for the same."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.intp)


@dataclass(frozen=True, slots=True)
class SpinChannel:
    """
    Log-probabilities of the channel in one document.

    rate is the share of dictionary words that were replaced; dialects are the probabilities that the document's spinner
    speaks each; counts are the expected numbers of places, by the numbers of their outcomes and of their intended
    phrases.
    """

    rate: float
    dialects: tuple[float, ...] = DIALECT_PRIOR
    counts: tuple[Floats, Floats] | None = None

    def scores(self, facts: Facts, own: Floats | float = 0.0) -> Floats:
        """
        Return ln P(words are kept, or replaced by just this substitute) of each fact, 0 where nobody replaces them.

        own: what each place itself adds to the document's counts; it is no evidence for itself.
        """
        share = self.share(facts)
        said = self._mixed(facts.said) + facts.said_by_all
        chance = np.where(facts.kept, 1.0 - share * self.rate * facts.place, self.rate * facts.place * said)
        if self.counts is not None:
            of_outcome, of_intended = self.counts
            total = np.maximum(of_intended[facts.intended] - own, 0.0)
            seen = np.maximum(of_outcome[facts.outcome] - own, 0.0)
            chance = (chance * PRIOR_WEIGHT + seen) / (PRIOR_WEIGHT + total)
        return np.where(facts.kept & (share == 0.0), 0.0, np.log(np.maximum(chance, FLOOR)))

    def share(self, facts: Facts) -> Floats:
        """Return the probability that the document's spinner has each phrase, from those of the dialects."""
        return self._mixed(facts.known)

    def adapted(self, facts: Facts, posterior: Floats, some: Indices) -> SpinChannel:
        """Return the channel re-estimated from the posteriors of some of a document's facts under this one."""
        some = some[facts.known[:, some].any(axis=0)]
        weight = posterior[some]
        of_outcome, of_intended = (
            np.asarray(np.bincount(numbers[some], weight, numbers.max() + 1), np.float64)
            for numbers in (facts.outcome, facts.intended)
        )
        anywhere, kept = facts.place[some] == 1.0, facts.kept[some]
        share = self.share(facts)[some]  # it may not be in the spinner's dictionary
        survived = (weight * share * (1.0 - self.rate) / (1.0 - share * self.rate))[anywhere & kept].sum()
        replaced = weight[anywhere & ~kept].sum()
        rate = float((replaced + RATE_WEIGHT * RATE_PRIOR) / (replaced + survived + RATE_WEIGHT))
        rate = min(max(rate, LOWEST_RATE), HIGHEST_RATE)
        return SpinChannel(rate, self.dialects, (of_outcome, of_intended))

    def _mixed(self, by_dialect: Floats) -> Floats:
        """Return the mean of a row a dialect, weighed by the dialects."""
        rows = (weight * row for weight, row in zip(self.dialects, by_dialect, strict=True))
        return np.asarray(sum(rows, np.zeros(by_dialect.shape[1])))


def speaking(dialect: int, rate: float) -> SpinChannel:
    """Return the channel of a document whose spinner speaks one dialect, as far as that can be known."""
    others = (1.0 - DECIDED) / (len(DIALECT_PRIOR) - 1)
    dialects = tuple(DECIDED if place == dialect else others for place in range(len(DIALECT_PRIOR)))
    return SpinChannel(rate, dialects)
