"""
Pruning: which candidates are worth a place in the lattice.

A first look scores each candidate by its channel and by pairs of words with its likeliest neighbours on both sides
(a coarse-to-fine pass; Charniak et al. 2006); the lattice, with its triples, is then built from the best of each span.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from textmend.decoding.lattice import BOUNDARY_KEY, intended_words, kept_word
from textmend.edits import Candidate
from textmend.scoring.channel import CHANNEL_WEIGHT, LANGUAGE_WEIGHT
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.ngram_table import Keys
from textmend.text import Token

NEIGHBOURS = 3  # candidates beside the kept token that count as context, likeliest by channel and unigrams
MOST = 3  # candidates of one span that go on
MARGIN = 4.0  # nats below the best reading of its span at which a candidate is dropped

Floats = npt.NDArray[np.float64]
Indices = npt.NDArray[np.intp]


class Columns(NamedTuple):
    """
    The candidates of all sentences, in columns, and the words that stand beside each place of the document.

    A sentence of n tokens has n + 1 places, the last one behind it; a candidate goes from place first to place last,
    and its words are words[begin : begin + length].
    """

    first: Indices
    last: Indices
    cost: Floats
    begin: Indices
    length: Indices
    words: Keys
    before: Keys  # of each place, the word that is kept before it
    behind: Keys  # and the one behind it; a boundary at the ends of sentences


def pruned(
    sentences: Sequence[tuple[Sequence[Token], Sequence[Candidate]]],
    model: LanguageModel,
    channel_weight: float = CHANNEL_WEIGHT,
    language_weight: float = LANGUAGE_WEIGHT,
    most: int = MOST,
    margin: float = MARGIN,
) -> list[list[Candidate]]:
    """Return the candidates of each sentence that are worth a place in its lattice."""
    candidates = [candidate for _, own in sentences for candidate in own]
    if not candidates:
        return [[] for _ in sentences]
    columns = _columns(sentences, candidates)
    cost = columns.cost * channel_weight
    score = language_weight * _language(columns, cost, model, language_weight) - cost
    worth = _near_best(columns, score, most, margin).tolist()
    out, at = [], 0
    for _, own in sentences:
        out.append([candidate for candidate, good in zip(own, worth[at : at + len(own)], strict=True) if good])
        at += len(own)
    return out


def _columns(
    sentences: Sequence[tuple[Sequence[Token], Sequence[Candidate]]], candidates: Sequence[Candidate]
) -> Columns:
    """Return the columns of sentences; candidates are those of all, in order."""
    first: list[int] = []
    last: list[int] = []
    before: list[int] = []
    behind: list[int] = []
    for tokens, own in sentences:
        starts = {token.start: i for i, token in enumerate(tokens, len(before))}
        ends = {token.end: i for i, token in enumerate(tokens, len(before) + 1)}
        first += [starts[candidate.span.start] for candidate in own]
        last += [ends[candidate.span.end] for candidate in own]
        kept = [kept_word(token.norm) for token in tokens]
        before += (BOUNDARY_KEY, *kept)
        behind += (*kept, BOUNDARY_KEY)
    words = [intended_words(candidate.intended) for candidate in candidates]
    length = np.fromiter(map(len, words), np.intp, len(words))
    return Columns(
        np.array(first, np.intp),
        np.array(last, np.intp),
        np.array([candidate.cost for candidate in candidates]),
        np.cumsum(length) - length,
        length,
        np.fromiter(chain.from_iterable(words), np.uint64, length.sum()),
        np.array(before, np.uint64),
        np.array(behind, np.uint64),
    )


def _language(columns: Columns, cost: Floats, model: LanguageModel, weight: float) -> Floats:
    """Return ln P of each candidate's words by pairs, beside its likeliest neighbours."""
    begin, length, words = columns.begin, columns.length, columns.words
    leading, closing = words[begin], words[begin + length - 1]
    prior = cost - weight * _sums(model.single(words), begin, length)
    left = _neighbours(columns.before, columns.last, prior, closing)[columns.first]
    right = _neighbours(columns.behind, columns.first, prior, leading)[columns.last]
    inside = np.append(model.pair(words[:-1], words[1:]), np.float32(0))
    onto = model.pair(left.ravel(), np.repeat(leading, left.shape[1])).reshape(left.shape)
    on = model.pair(np.repeat(closing, right.shape[1]), right.ravel()).reshape(right.shape)
    total: Floats = onto.max(axis=1).astype(float) + _sums(inside, begin, length - 1) + on.max(axis=1)
    return total


def _sums(values: npt.NDArray[np.float32], begin: Indices, length: Indices) -> Floats:
    """Return the sum of each run of values."""
    total = np.zeros(len(begin))
    for i in range(length.max()):
        longer = np.flatnonzero(length > i)
        total[longer] += values[begin[longer] + i]
    return total


def _neighbours(kept: Keys, place: Indices, prior: Floats, word: Keys) -> Keys:
    """Return in a row for each place the word that is kept there, and those of its likeliest candidates."""
    row = np.repeat(kept[:, None], 1 + NEIGHBOURS, axis=1)  # where there are fewer, the kept word stands in
    order = np.lexsort((word, prior, place))
    place = place[order]
    rank = np.arange(len(place)) - np.searchsorted(place, place)
    likely = rank < NEIGHBOURS
    row[place[likely], 1 + rank[likely]] = word[order[likely]]
    return row


def _near_best(columns: Columns, score: Floats, most: int, margin: float) -> npt.NDArray[np.bool_]:
    """Return which candidates are among the best of their span, and near the very best."""
    order = np.lexsort((-score, columns.last, columns.first))
    first, last, score = columns.first[order], columns.last[order], score[order]
    new = np.concatenate([[True], (first[1:] != first[:-1]) | (last[1:] != last[:-1])])
    best = np.flatnonzero(new)[np.cumsum(new) - 1]  # of each candidate's span
    worth = np.zeros(len(order), bool)
    worth[order] = (np.arange(len(order)) - best < most) & (score >= score[best] - margin)
    return worth
