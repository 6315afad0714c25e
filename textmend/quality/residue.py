"""The signal of scrape residue: how much of a text is the furniture of the page it was scraped from."""

from __future__ import annotations

from collections.abc import Sequence

from textmend.edits import Edit
from textmend.quality.quality import Signal

NAME = "word_removal_ratio"  # of RefinedWeb's line-wise filter, which drops a document over this share
FAILS = 0.05
EXAMPLES, LONGEST = 3, 40
CLEAN = Signal(NAME, 0.0, False, "no page furniture")


def residue_signal(text: str, edits: Sequence[Edit]) -> Signal:
    """Return the share of a text's words that stand in lines of page furniture; edits are their removals."""
    if not edits:
        return CLEAN
    share = sum(len(edit.observed.split()) for edit in edits) / max(1, len(text.split()))
    lines = [line.strip() for edit in edits for line in edit.observed.splitlines() if line.strip()]
    told = ", ".join(f"“{line[:LONGEST]}”" for line in lines[:EXAMPLES])
    return Signal(NAME, round(share, 4), share > FAILS, f"{share:.0%} of the words are page furniture: {told}")
