"""
The signals of scanned text: are its words misread and broken, and is it English at all?
"""

from __future__ import annotations

from math import exp

from textmend.quality.quality import Signal
from textmend.scoring.scan_gate import Verdict

HALF_BAD = 0.05  # share of damaged words at which the value is 1 - 1/e: Tesseract at 2.5 % wrong characters has .04

NOT_SCANNED = Signal("oov_lower", 0.0, False, "no sign of misread words")
NOT_ENGLISH = Signal("language", 0.0, True, "does not read as English: misread words were not looked for")


def scanned_signal(verdict: Verdict) -> Signal:
    """Return the signal `oov_lower`: how many of the words are not English, but what scanners make of it?"""
    if not verdict.scanned:
        return NOT_SCANNED
    examples = ", ".join(f"“{word}”" for word in verdict.examples)
    reason = f"reads as scanned: {verdict.share:.1%} of its words are misread or broken: {examples}"
    return Signal("oov_lower", round(1.0 - exp(-verdict.share / HALF_BAD), 4), True, reason)
