"""
The signal `encoding`: how much of a text was damaged by encodings.
"""

from __future__ import annotations

from collections.abc import Sequence

from textmend.edits import Edit
from textmend.quality.quality import Signal

NAME = "encoding"
# Places a word in a text of which every mark and letter beyond ASCII was damaged: .045 to .070 in the seeds
# (benchmarks/encoding.py).
ALL = 0.06
FAILS = 0.03  # value from which the signal fails: a damaged place in 550 words
EXAMPLES = 4
CLEAN = Signal(NAME, 0.0, False, "no damage by encodings")


def encoding_signal(text: str, edits: Sequence[Edit]) -> Signal:
    """Return the signal from the edits of the encoding stage and from characters that are lost for good."""
    lost = text.count("\ufffd") if not text.isascii() else 0
    if not edits and not lost:
        return CLEAN
    lost = max(0, lost - sum(edit.observed.count("\ufffd") for edit in edits))
    places = len(edits) + lost
    value = round(min(1.0, places / (ALL * max(1, len(text.split())))), 4)
    examples = [f"“{edit.observed}” for “{edit.replacement}”" for edit in edits[:EXAMPLES]]
    if lost:
        examples.append(f"{lost} lost for good (�)")
    return Signal(NAME, value, value >= FAILS, f"{places} places damaged by encodings: {', '.join(examples)}")
