"""
Phrases of the lexicon in a run of tokens, found in one pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from textmend.lexicons.store import Lexicon
from textmend.text.keys import MULTIPLIER, token_key
from textmend.text.patterns import lazily
from textmend.text.tokens import Token

# A hyphen is a token of its own, so it can stand between two only where a caller left it out.
JOINT = lazily(r"-|[ \u00a0\u202f]*(?:\r?\n[ \u00a0]*)?")
MAX_TOKENS = 6  # of a phrase; the lexicon's build leaves longer ones out


class Match(NamedTuple):
    """A phrase of the lexicon at tokens[first:last]."""

    first: int
    last: int
    entry: int


def find_phrases(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> list[Match]:
    """Return every phrase of the lexicon in the tokens, overlapping ones too, by first token and length."""
    apart = [i for i, (a, b) in enumerate(pairwise(tokens), 1) if not joined(text, a.end, b.start)]
    ends = np.array([*apart, len(tokens)], np.intp)
    first = np.arange(len(tokens))
    run_end = ends[np.searchsorted(ends, first, "right")]
    own, keys = np.array([token_key(token.norm) for token in tokens], np.uint64), np.zeros(len(tokens), np.uint64)
    entries = np.full((len(tokens), MAX_TOKENS), -1)
    for more in range(min(MAX_TOKENS, len(tokens))):
        first = first[first + more < run_end[first]]
        keys[first] = keys[first] * np.uint64(MULTIPLIER) + own[first + more]  # text.keys.extend_key
        entries[first, more] = lexicon.find(keys[first])
    found = entries >= 0
    places, longer = (column.tolist() for column in np.nonzero(found))
    return [
        Match(place, place + more + 1, entry)
        for place, more, entry in zip(places, longer, entries[found].tolist(), strict=True)
    ]


def joined(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but spaces and at most one line end, or a hyphen, stand between two tokens."""
    return end == start or JOINT.fullmatch(text, end, start) is not None
