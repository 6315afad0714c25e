"""
Unigram rescaling: a backoff model that speaks of its words nearly as often as English at large does.

Two years of senators' news releases say "programs" and "individuals" where others say "courses" and "people". Every
distribution of the model is multiplied by a factor a word and normalised anew (Kneser, Peters and Klakow 1997; the
minimum discrimination information adaptation of Federico 1999). Only the build uses this.
"""

from __future__ import annotations

import numpy as np

from textmend.scoring.backoff import BITS, MASK, MASK2, NEVER, Backoff, Floats, positions, starts_of, weighted

SHARE = (
    0.5  # exponent of the factors; .35 and .7 are as good (perplexity of the dev news originals 407 → 381, unpruned)
)
LARGEST = 5.0  # factor, and its inverse
STEPS = 3  # of the power iteration: a fourth changes nothing to speak of
LEAST = 1e-3  # a distribution's mass after multiplication, at least: its backoff part is a difference of sums


def rescaled(model: Backoff, wanted: Floats) -> Backoff:
    """Return the model nearer to wanted frequencies of its words; 0 where a word's frequency is not known."""
    own = _frequencies(model)
    known = (wanted > 0) & (own > 0)
    factor = np.ones(len(own))
    factor[known] = wanted[known] / own[known] * own[known].sum() / wanted[known].sum()
    factor = np.clip(factor**SHARE, 1 / LARGEST, LARGEST)
    single = _singles(model)
    factor /= (single * factor).sum() / single.sum()
    v, w = (model.pair >> BITS).astype(np.intp), (model.pair & MASK).astype(np.intp)
    explicit = np.bincount(v, np.exp(model.pair_p) * factor[w], len(single))
    below = (single * factor).sum() - np.bincount(v, single[w] * factor[w], len(single))
    mass = np.maximum(explicit + np.exp(model.single_weight) * below, LEAST)
    pair_p = model.pair_p + np.log(factor[w]) - np.log(mass[v])
    triple_p = model.triple_p + np.log(factor[(model.triple & MASK).astype(np.intp)]) - _of_triples(model, factor, mass)
    log_single = np.where(single > 0, model.single + np.log(factor), NEVER)
    return weighted(log_single, model.pair, np.minimum(pair_p, 0.0), model.triple, np.minimum(triple_p, 0.0))


def _of_triples(model: Backoff, factor: Floats, mass: Floats) -> Floats:
    """Return of each triple ln of the mass that its context's distribution has after multiplication."""
    context = model.triple >> BITS
    start = starts_of(context)
    times = factor[(model.triple & MASK).astype(np.intp)]
    explicit = np.add.reduceat(np.exp(model.triple_p) * times, start)
    covered = np.add.reduceat(np.exp(model.of_pairs(model.triple & MASK2)) * times, start)
    at, found = positions(model.pair, context[start])
    weight = np.exp(np.where(found, model.pair_weight[at], 0.0))
    whole = explicit + weight * (mass[(context[start] & MASK).astype(np.intp)] - covered)
    return np.repeat(np.log(np.maximum(whole, LEAST)), np.diff(np.append(start, len(context))))


def _frequencies(model: Backoff) -> Floats:
    """Return how frequent each word is in what the model's pairs say, as a share of all words."""
    single = _singles(model)
    v, w = (model.pair >> BITS).astype(np.intp), (model.pair & MASK).astype(np.intp)
    pair, weight = np.exp(model.pair_p), np.exp(model.single_weight)
    share = single / single.sum()
    for _ in range(STEPS):
        explicit = np.bincount(w, share[v] * pair, len(single))
        below = (share * weight).sum() * single - np.bincount(w, (share * weight)[v], len(single)) * single
        share = explicit + np.maximum(below, 0.0)
        share /= share.sum()
    return np.asarray(share)


def _singles(model: Backoff) -> Floats:
    """Return P of each word, 0 for those that never are."""
    return np.where(model.single > NEVER, np.exp(model.single), 0.0)
