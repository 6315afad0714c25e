"""
A backoff trigram model as sorted arrays: what the language model is estimated, mixed and pruned as.

An n-gram is its words' numbers packed into one integer, the last word lowest; number 0 is the sentence boundary.
Only the build uses this; the model that ships is an NgramTable (ngram_table.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

BITS = np.uint64(21)  # a word number's bits in a packed n-gram
MASK = np.uint64((1 << 21) - 1)
MASK2 = np.uint64((1 << 42) - 1)
NEVER = -99.0  # ln P of what cannot be

Packed = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Backoff:
    """ln P of words by number, and of packed pairs and triples in order, with ln of the backoff weights below them."""

    single: Floats
    single_weight: Floats
    pair: Packed
    pair_p: Floats
    pair_weight: Floats
    triple: Packed
    triple_p: Floats

    def of_pairs(self, pair: Packed) -> Floats:
        """Return ln P(w | v) of packed pairs v w."""
        at, found = positions(self.pair, pair)
        below = self.single[pair & MASK] + self.single_weight[pair >> BITS]
        return np.where(found, self.pair_p[at], below)

    def of_triples(self, triple: Packed) -> Floats:
        """Return ln P(w | u v) of packed triples u v w."""
        at, found = positions(self.triple, triple)
        context, known = positions(self.pair, triple >> BITS)
        below = self.of_pairs(triple & MASK2) + np.where(known, self.pair_weight[context], 0.0)
        return np.where(found, self.triple_p[at] if len(self.triple_p) else 0.0, below)

    def pruned(self, pairs: int, triples: int) -> Backoff:
        """Return the model with the n-grams that tell the most over what is known without them (Stolcke 1998)."""
        context = self.triple >> BITS
        joint = self.single[context >> BITS] + self.of_pairs(context)
        told = np.exp(joint + self.triple_p) * np.abs(self.triple_p - self.of_pairs(self.triple & MASK2))
        kept3 = np.sort(np.argsort(-told, kind="stable")[:triples])
        needed = np.unique(np.concatenate([self.triple[kept3] >> BITS, self.triple[kept3] & MASK2]))
        joint = self.single[self.pair >> BITS] + self.pair_p
        told = np.exp(joint) * np.abs(self.pair_p - self.single[self.pair & MASK])
        told[positions(self.pair, needed)[0]] = np.inf
        kept2 = np.sort(np.argsort(-told, kind="stable")[: max(pairs, len(needed))])
        return weighted(self.single, self.pair[kept2], self.pair_p[kept2], self.triple[kept3], self.triple_p[kept3])


def weighted(single: Floats, pair: Packed, pair_p: Floats, triple: Packed, triple_p: Floats) -> Backoff:
    """Return a model with the backoff weights that make each context's probabilities sum to one."""
    model = Backoff(single, np.zeros(len(single)), pair, pair_p, np.zeros(len(pair)), triple, triple_p)
    contexts, weight = _weights(pair >> BITS, pair_p, single[pair & MASK])
    model.single_weight[contexts.astype(np.intp)] = weight
    contexts, weight = _weights(triple >> BITS, triple_p, model.of_pairs(triple & MASK2))
    at, found = positions(pair, contexts)
    model.pair_weight[at[found]] = weight[found]
    return model


def mixed(own: Backoff, other: Backoff, share: float, covered: npt.NDArray[np.bool_]) -> Backoff:
    """
    Return (1 - share) · own + share · other, over the n-grams of both.

    covered tells which words the other model knows; the mass that own gives the rest (marks, numbers) after a word
    stays theirs, and where the word before is not covered, own alone speaks.
    """
    mass = np.zeros(len(own.single))  # of the words not covered, after each word
    rest = ~covered[own.pair & MASK]
    np.add.at(mass, (own.pair[rest] >> BITS).astype(np.intp), np.exp(own.pair_p[rest]))
    left = np.log(np.clip(1.0 - mass, 0.05, 1.0))

    def blend(before: Packed, word: Packed, mine: Floats, theirs: Floats) -> Floats:
        knows = covered[before] & covered[word]
        both = np.logaddexp(np.log1p(-share) + mine, np.log(share) + left[before] + theirs)
        return np.where(knows, both, mine)

    pair = np.union1d(own.pair, other.pair)
    pair_p = blend(pair >> BITS, pair & MASK, own.of_pairs(pair), other.of_pairs(pair))
    triple = np.union1d(own.triple, other.triple)
    before = (triple >> BITS) & MASK
    triple_p = blend(before, triple & MASK, own.of_triples(triple), other.of_triples(triple))
    return weighted(own.single, pair, pair_p, triple, triple_p)


def positions(ordered: Packed, wanted: Packed) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Return where each wanted n-gram stands in a sorted array, and whether it is there (else the place is 0)."""
    if not len(ordered):
        return np.zeros(len(wanted), np.intp), np.zeros(len(wanted), bool)
    at = np.minimum(np.searchsorted(ordered, wanted), len(ordered) - 1)
    found = ordered[at] == wanted
    return np.where(found, at, 0), found


def starts_of(context: Packed) -> npt.NDArray[np.intp]:
    """Return where each run of equal contexts begins."""
    return np.flatnonzero(np.concatenate([[True], context[1:] != context[:-1]]))


def _weights(context: Packed, higher: Floats, lower: Floats) -> tuple[Any, Floats]:
    """Return each context and ln of its backoff weight: what its n-grams leave, over what they leave below."""
    start = starts_of(context)
    above = 1.0 - np.add.reduceat(np.exp(higher), start)
    below = 1.0 - np.add.reduceat(np.exp(lower), start)
    return context[start], np.minimum(np.log(np.clip(above, 1e-4, 1.0) / np.clip(below, 1e-4, None)), 0.0)
