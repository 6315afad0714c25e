"""
Interpolated Kneser–Ney smoothing with three discounts (Chen and Goodman 1998), over a stream of word numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from textmend.scoring.backoff import BITS, MASK, MASK2, Backoff, Floats, Packed, positions, starts_of, weighted

UNKNOWN = MASK  # the number that stands for all rare words while counting


def estimate(stream: npt.NDArray[np.uint32], known: npt.NDArray[np.bool_]) -> Backoff:
    """Return the model of a stream in which boundaries are 0; words not known are counted, but not modelled."""
    ids = np.where(known[stream], stream.astype(np.uint64), UNKNOWN)
    triple, triple_count = _triples(ids)
    pair, pair_count = np.unique((ids[:-1] << BITS) | ids[1:], return_counts=True)

    # Below the highest order a count is the number of different words seen before; nothing comes before a sentence.
    left, contexts = np.unique(triple & MASK2, return_counts=True)
    continuation = np.ones(len(pair), np.int64)
    at, found = positions(pair, left)
    continuation[at[found]] = contexts[found]
    continuation = np.where((pair >> BITS) == 0, pair_count, continuation)

    unigram = np.bincount((pair & MASK).astype(np.intp), minlength=len(known))[: len(known)].astype(float)
    unigram = np.where(known, unigram, 0.0)
    single = np.full(1 << int(BITS), 1e-9)  # reached by UNKNOWN too, which is dropped below
    single[: len(known)] = np.maximum(unigram / unigram.sum(), 1e-12)
    pair_p = _interpolated(pair >> BITS, continuation, single[pair & MASK])
    triple_p = _interpolated(triple >> BITS, triple_count, pair_p[positions(pair, triple & MASK2)[0]])

    keep2 = ((pair & MASK) != UNKNOWN) & ((pair >> BITS) != UNKNOWN)
    words = (triple >> (BITS + BITS), (triple >> BITS) & MASK, triple & MASK)
    keep3 = np.logical_and.reduce([word != UNKNOWN for word in words]) & (triple_count > 1)
    return weighted(
        np.log(single[: len(known)]),
        pair[keep2],
        np.log(pair_p[keep2]),
        triple[keep3],
        np.log(triple_p[keep3]),
    )


def _triples(ids: Packed) -> tuple[Packed, Any]:
    """Return the distinct packed triples, sorted, and their counts; none has a boundary in its middle."""
    packed = (ids[:-2] << (BITS + BITS)) | (ids[1:-1] << BITS) | ids[2:]
    packed = packed[ids[1:-1] != 0]
    first = np.flatnonzero(ids[:-1] == 0)  # the first word of a sentence has two boundaries before it
    return np.unique(np.concatenate([packed, ids[first + 1]]), return_counts=True)


def _interpolated(context: Packed, count: Any, lower: Floats) -> Floats:
    """Return the probabilities of n-grams sorted by context, from their counts and those of their shorter ends."""
    ones, twos, threes, fours = (float((count == n).sum()) for n in (1, 2, 3, 4))
    base = ones / (ones + 2 * twos)
    discounts = np.array([0, 1 - 2 * base * twos / ones, 2 - 3 * base * threes / twos, 3 - 4 * base * fours / threes])
    discount = discounts[np.minimum(count, 3)]
    start = starts_of(context)
    which = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(context))))
    total = np.add.reduceat(count, start)
    left = np.add.reduceat(discount, start) / total
    return np.asarray((count - discount) / total[which] + left[which] * lower)
