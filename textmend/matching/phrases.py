"""
Phrases of the lexicon in a run of tokens, found in one pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from textmend.lexicons.store import Lexicon
from textmend.text.keys import extend_key
from textmend.text.tokens import Token

# A hyphen is a token of its own, so it can stand between two only where a caller left it out.
JOINT = re.compile(r"-|[ \u00a0\u202f]*(?:\r?\n[ \u00a0]*)?")
MAX_TOKENS = 6  # of a phrase; the lexicon's build leaves longer ones out


class Match(NamedTuple):
    """A phrase of the lexicon at tokens[first:last]."""

    first: int
    last: int
    entry: int


def find_phrases(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> list[Match]:
    """Return every phrase of the lexicon in the tokens, overlapping ones too, by first token and length."""
    places, keys = [], []
    for first in range(len(tokens)):
        value = 0
        for last in range(first, min(first + MAX_TOKENS, len(tokens))):
            if last > first and not joined(text, tokens[last - 1].end, tokens[last].start):
                break
            value = extend_key(value, tokens[last].norm)
            places.append((first, last + 1))
            keys.append(value)
    entries = lexicon.find(np.array(keys, np.uint64))
    return [Match(*places[i], int(entries[i])) for i in np.flatnonzero(entries >= 0)]


def joined(text: str, end: int, start: int) -> bool:
    """Tell whether nothing but spaces and at most one line end, or a hyphen, stand between two tokens."""
    return end == start or JOINT.fullmatch(text, end, start) is not None
