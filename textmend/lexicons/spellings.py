"""
American and British spellings, so that a repair is spelled as its document is (spellings.tsv: our own list).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from textmend.text.patterns import lazily

PATH = Path(__file__).parent / "spellings.tsv"
WORD = lazily(r"[a-z]+", re.I)


@cache
def _tables() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return American → British and British → American."""
    rows = (line.split("\t") for line in PATH.read_text(encoding="utf-8").splitlines()[1:])
    american, british = zip(*rows, strict=True)
    return dict(zip(american, british, strict=True)), dict(zip(british, american, strict=True))


def spelling_habit(norms: Iterable[str]) -> Mapping[str, str]:
    """
    Return what to respell in a text that is spelled so: British → American or the reverse, nothing if it says neither.

    >>> spelling_habit(["the", "colour", "of", "the", "centre"])["organized"]
    'organised'
    """
    to_british, to_american = _tables()
    words = list(norms)
    american, british = sum(word in to_british for word in words), sum(word in to_american for word in words)
    return to_british if british > american else to_american if american > british else {}


def respelled(phrase: str, habit: Mapping[str, str], standing: str) -> str:
    """
    Return a phrase in a text's spelling; what stands in the text already stays.

    >>> respelled("Organized labor", {"organized": "organised", "labor": "labour"}, "coordinated labor")
    'Organised labor'
    """
    kept = standing.lower()

    def one(match: re.Match[str]) -> str:
        word = match[0].lower()
        other = habit.get(word)
        if other is None or word in kept:
            return match[0]
        return other.upper() if match[0].isupper() else other.capitalize() if match[0][0].isupper() else other

    return WORD.sub(one, phrase) if habit else phrase
