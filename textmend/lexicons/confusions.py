"""
Confusions: which letters scanners read as what else, and what each misreading costs.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

PATH = Path(__file__).parent / "confusions.tsv"


class Confusion(NamedTuple):
    """One misreading; either side may be empty, for letters lost or made up."""

    intended: str
    observed: str
    cost: float  # nats: -ln of the share of the intended letters that are read so (benchmarks/confusions.py)


@cache
def load() -> dict[str, tuple[Confusion, ...]]:
    """Return the confusions by what was observed."""
    out: dict[str, list[Confusion]] = {}
    for line in PATH.read_text(encoding="utf-8").splitlines()[1:]:
        intended, observed, cost = line.split("\t")
        out.setdefault(observed, []).append(Confusion(intended, observed, float(cost)))
    return {observed: tuple(rows) for observed, rows in out.items()}
