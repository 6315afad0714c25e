"""
The scanner's channel: how often it does each kind of damage, and what it costs to suppose one.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log
from typing import NamedTuple, Protocol

from textmend.edits import Candidate

LANGUAGE_WEIGHT = 0.8
CHANNEL_WEIGHT = 0.65
# Share of the tokens of a lightly damaged text that each kind touches.
RATES = {
    "line_end_hyphen": 0.9,
    "split_word": 0.004,
    "joined_words": 0.004,
    "long_s": 0.002,
    "character_confusion": 0.02,
    "misread_word": 0.004,
}
UNKNOWN = -7.0  # nats: how much rarer an unknown word is in print than the language model thinks it is in all texts
DAMAGED = 0.01  # share of damaged words from which that holds in full; for names, of words with misread letters
WEIGHT = 150.0  # tokens that the rates above count as, beside those of a document
MISREAD = 1.5  # misreadings that are words for each that is none: 35 to 46 in a hundred are words in scans of print
MOST = 0.4  # no kind touches more of a text that is worth repairing


class Calibration(NamedTuple):
    """How the share of readings that are right follows from the log-odds of their posterior."""

    sharpness: float
    offset: float
    offset_of_words: float  # for misread words


# No lattice holds all that may have been printed, and what makes no word may be a word that no list has. Fitted on
# scanned rows under confusions of the other half of them; benchmarks/scans.py shows what becomes of it.
BY_LATTICE = Calibration(0.6, -0.4, 0.3)
# What the neural model was asked about: fitted on 720 edits of scanned rows; either half does for the other
# (benchmarks/fit_scans.py).
BY_MODELS = Calibration(1.2, -1.3, 1.2)


class Reading(Protocol):
    """A candidate and its posterior probability."""

    @property
    def candidate(self) -> Candidate:
        """The candidate."""

    @property
    def confidence(self) -> float:
        """Its posterior probability."""

    @property
    def best(self) -> bool:
        """Whether the best path takes it."""


class ScanChannel:
    """The rates of one document."""

    def __init__(self, rates: dict[str, float] | None = None, unknown: float = 0.0, unknown_name: float = 0.0) -> None:
        self._rates, self.unknown, self.unknown_name = rates or RATES, unknown, unknown_name

    def score(self, candidate: Candidate) -> float:
        """Return ln of how probable it is that the candidate was printed and the observed read."""
        return log(self._rates[candidate.artifact]) - CHANNEL_WEIGHT * candidate.cost

    def adapted(self, readings: Iterable[Reading], tokens: int) -> ScanChannel:
        """Return the channel at the rates that a document of so many tokens shows."""
        shown = dict.fromkeys(RATES, 0.0)
        for reading in readings:
            shown[reading.candidate.artifact] += reading.confidence
        rates = {
            kind: min((shown[kind] + WEIGHT * rate) / (tokens + WEIGHT), MOST) if kind != "line_end_hyphen" else rate
            for kind, rate in RATES.items()
        }
        rates["misread_word"] = max(rates["misread_word"], MISREAD * rates["character_confusion"])
        misread, joined = (shown[kind] / max(tokens, 1) for kind in ("character_confusion", "joined_words"))
        return ScanChannel(
            rates, UNKNOWN * min((misread + joined) / DAMAGED, 1.0), UNKNOWN * min(misread / DAMAGED, 1.0)
        )


def calibrated(posterior: float, artifact: str, calibration: Calibration = BY_LATTICE) -> float:
    """
    Return the share of the readings of a posterior probability, and of an artifact, that are right.

    >>> round(calibrated(0.85, "character_confusion"), 2), round(calibrated(0.85, "misread_word"), 2)
    (0.65, 0.79)
    """
    posterior = min(max(posterior, 1e-6), 1.0 - 1e-6)
    offset = calibration.offset_of_words if artifact == "misread_word" else calibration.offset
    return 1.0 / (1.0 + exp(-calibration.sharpness * log(posterior / (1.0 - posterior)) - offset))
