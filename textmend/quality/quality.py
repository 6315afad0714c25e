"""
Quality of a text: a score, the signals behind it, and the reasons for what failed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import prod
from typing import Any, NamedTuple

SPUN_FAILS = 0.5  # probability of spinning from which the signal counts as failed


class Evidence(NamedTuple):
    """
    A span that speaks for spinning: code points of the text, what stands there, and its weight.

    A substitute's weight is its posterior probability (0 to 1), a broken term's how much likelier the term is, in nats.
    """

    start: int
    end: int
    observed: str
    weight: float


class Spun(float):
    """
    The probability (0 to 1) that a text went through a spinner; a float that knows why.

    evidence holds the spans that say so, heaviest first.
    """

    evidence: tuple[Evidence, ...]

    def __new__(cls, probability: float, evidence: tuple[Evidence, ...] = ()) -> Spun:
        """Return the probability with the spans that speak for it."""
        self = super().__new__(cls, probability)
        self.evidence = evidence
        return self

    def __getnewargs__(self) -> tuple[float, tuple[Evidence, ...]]:  # type: ignore[override]
        return float(self), self.evidence


@dataclass(frozen=True, slots=True)
class Signal:
    """
    One quality signal: its standard name, its value (0 nothing wrong, 1 damaged beyond doubt), whether it failed, and
    why, in a sentence.
    """

    name: str
    value: float
    failed: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Quality:
    """
    What is known of a text's quality.

    score: 0 (damaged beyond doubt) to 1 (nothing found); reasons: a sentence for every failed signal; signals: all
    that were measured; spun: the probability that the text went through a spinner.
    """

    score: float
    reasons: tuple[str, ...]
    signals: tuple[Signal, ...]
    spun: Spun

    def to_dict(self) -> dict[str, Any]:
        """Return the quality as plain values, for JSON."""
        return {
            "score": self.score,
            "reasons": list(self.reasons),
            "signals": [asdict(signal) for signal in self.signals],
            "spun": float(self.spun),
            "evidence": [evidence._asdict() for evidence in self.spun.evidence],
        }


def quality_of(spun: Spun, signals: Iterable[Signal] = ()) -> Quality:
    """Return the quality of a text from how likely it is spun and its other signals."""
    signals = (_spun_signal(spun), *signals)
    reasons = tuple(signal.reason for signal in signals if signal.failed)
    return Quality(round(prod(1.0 - signal.value for signal in signals), 4), reasons, signals, spun)


def _spun_signal(spun: Spun) -> Signal:
    """Return the signal `spun`: did a re-writing robot replace words by careless synonyms?"""
    failed = spun >= SPUN_FAILS
    if failed:
        examples = ", ".join(f"“{evidence.observed}”" for evidence in spun.evidence[:4])
        reason = f"reads as spun (probability {spun:.2f}): {examples}"
    else:
        reason = "no sign of spinning"
    return Signal("spun", round(float(spun), 4), failed, reason)
