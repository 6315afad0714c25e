"""
What the document is about, and what stands near a place: how well each reading's words go with the words around it.

A football report speaks of managers and goals where a spinner left supervisors and objectives, and three words do not
show which of them it was. The document is read as it was decoded before; no place is evidence for itself.
"""

from __future__ import annotations

from itertools import chain

import numpy as np
import numpy.typing as npt

from textmend.decoding.lattice import Arc, Trellis
from textmend.decoding.posterior import Decoded, Floats
from textmend.scoring.word_vectors import WordVectors

OPEN, SURE = 0.004, 0.99  # posteriors between which an arc makes its tokens open: only those are asked about
# Of texts left out of the counts (benchmarks/left_out.py), recall at a precision of .93 goes from .73 to .75 over all
# texts and from .65 to .69 on news; 10 to 20, 2 to 4, and 4 to 25 words give about the same. They were not chosen on
# the thesaurus texts, where recall goes from .61 to .72.
DOCUMENT, NEARBY = 14.0, 3.0  # nats of a word that goes with all others of the document, or with those near it
NEAR = 5  # words on each side
STEADY = 2.0  # words' weight added to that of a mean, so that few words say little

Indices = npt.NDArray[np.intp]


def subject_scores(trellis: Trellis, decoded: Decoded, vectors: WordVectors) -> Floats:
    """Return of each arc, in nats, how well its words go with the words around it; 0 where nothing is open."""
    scores = np.zeros(len(trellis.arcs))
    first, last = trellis.places()
    asked = _asked(first, last, decoded)
    if not len(asked):
        return scores
    taken = np.flatnonzero(decoded.best)
    taken = taken[np.argsort(first[taken], kind="stable")]
    read, lengths = _numbers(vectors, [trellis.arcs[arc] for arc in taken.tolist()])
    ends = np.cumsum(lengths)
    tokens = (last - first)[taken]
    begin = np.repeat(ends - lengths, tokens)[first[asked]]  # words before an arc's place, and before what follows it
    end = np.repeat(ends, tokens)[last[asked] - 1]
    places, at = np.unique(np.stack([begin, end]), axis=1, return_inverse=True)
    around = _around(vectors, read, *places)
    words, lengths = _numbers(vectors, [trellis.arcs[arc] for arc in asked.tolist()])
    of = np.repeat(np.arange(len(asked)), lengths)
    fits = np.einsum("ij,ij->i", vectors.vectors(words), around[at.ravel()[of]])
    scores[asked] = np.bincount(of, fits, len(asked))
    return scores


def _asked(first: Indices, last: Indices, decoded: Decoded) -> Indices:
    """Return the arcs all whose tokens are open: some arc over each is neither sure nor all but impossible."""
    unsure = (decoded.posterior >= OPEN) & (decoded.posterior < SURE)
    tokens = int(last.max(initial=0)) + 1
    change = np.bincount(first[unsure], minlength=tokens) - np.bincount(last[unsure], minlength=tokens)
    closed = np.concatenate([[0], np.cumsum(np.cumsum(change) == 0)])
    return np.flatnonzero(closed[last] == closed[first])


def _numbers(vectors: WordVectors, arcs: list[Arc]) -> tuple[Indices, Indices]:
    """Return the numbers of the words of some arcs, end to end, and how many each arc has."""
    keys = np.fromiter(chain.from_iterable(arc.words for arc in arcs), np.uint64)
    return vectors.numbers(keys), np.fromiter((len(arc.words) for arc in arcs), np.intp, len(arcs))


def _around(vectors: WordVectors, read: Indices, begin: Indices, end: Indices) -> npt.NDArray[np.float32]:
    """Return of each place what its document and its neighbours say, a row each; read[begin:end] stands there now."""
    words = np.concatenate([vectors.vectors(read), vectors.weights(read)[:, None]], axis=1)
    sums = np.concatenate([np.zeros((1, words.shape[1])), np.cumsum(words, axis=0, dtype=np.float64)])
    without = sums[-1] - (sums[end] - sums[begin])
    near = sums[begin] - sums[np.maximum(begin - NEAR, 0)] + sums[np.minimum(end + NEAR, len(read))] - sums[end]
    parts = ((DOCUMENT, without), (NEARBY, near))
    return np.asarray(sum(n * part[:, :-1] / (part[:, -1:] + STEADY) for n, part in parts), np.float32)
