"""
Keys: 64-bit hashes of tokens and phrases, the same in every process.

The data files hold keys instead of words, so nothing has to be read into memory to look a word up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache

WORD = 0xFFFFFFFFFFFFFFFF
MULTIPLIER = 0x9E3779B97F4A7C15  # 2^64 / the golden ratio: spreads neighbours apart (Knuth, TAOCP 6.4)


@lru_cache(maxsize=100_000)
def token_key(token: str) -> int:
    """Return the key of one token; lone surrogates have keys too."""
    return int.from_bytes(hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def phrase_key(tokens: Iterable[str]) -> int:
    """Return the key of a phrase from its tokens."""
    value = 0
    for token in tokens:
        value = extend_key(value, token)
    return value


def extend_key(value: int, token: str) -> int:
    """Return the key of a phrase with one more token at its end; the empty phrase has key 0."""
    return (value * MULTIPLIER + token_key(token)) & WORD
