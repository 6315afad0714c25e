"""
Pruning: which candidates are worth a place in the lattice.

A first look scores each candidate by its channel and by pairs of words with its likeliest neighbours on both sides
(a coarse-to-fine pass; Charniak et al. 2006); the lattice, with its triples, is then built from the best of each span.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from textmend.decoding.lattice import BOUNDARY_KEY, intended_words
from textmend.edits import Candidate
from textmend.scoring.channel import CHANNEL_WEIGHT, LANGUAGE_WEIGHT
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.vocabulary import fold
from textmend.text import Token
from textmend.text.keys import token_key

NEIGHBOURS = 3  # candidates beside the kept token that count as context, likeliest by channel and unigrams
MOST = 3  # candidates of one span that go on
MARGIN = 4.0  # nats below the best reading of its span at which a candidate is dropped


class Item(NamedTuple):
    """A reading of a span before pruning: token indices, word keys, and its cost in the channel."""

    first: int
    last: int
    words: tuple[int, ...]
    cost: float
    candidate: Candidate | None


def pruned(
    sentences: Sequence[tuple[Sequence[Token], Sequence[Candidate]]],
    model: LanguageModel,
    channel_weight: float = CHANNEL_WEIGHT,
    language_weight: float = LANGUAGE_WEIGHT,
    most: int = MOST,
    margin: float = MARGIN,
) -> list[list[Candidate]]:
    """Return the candidates of each sentence that are worth a place in its lattice."""
    items = [_items(tokens, candidates, channel_weight) for tokens, candidates in sentences]
    singles = _Scores(model.single, 1)
    for found in items:
        for item in found:
            for word in item.words:
                singles.number(word)
    single = singles.scores()
    pairs = _Scores(model.pair, 2)
    queries = [
        _queries(len(tokens), found, singles, single, pairs, language_weight)
        for (tokens, _), found in zip(sentences, items, strict=True)
    ]
    pair = pairs.scores()
    return [
        _best(found, asked, pair, language_weight, most, margin) for found, asked in zip(items, queries, strict=True)
    ]


class _Scores:
    """Distinct look-ups, answered together."""

    def __init__(self, look_up: object, width: int) -> None:
        self._look_up, self._width = look_up, width
        self._index: dict[tuple[int, ...], int] = {}

    def number(self, *words: int) -> int:
        return self._index.setdefault(words, len(self._index))

    def scores(self) -> list[float]:
        keys = np.array(list(self._index), np.uint64).reshape(-1, self._width)
        return self._look_up(*keys.T).tolist()  # type: ignore[operator, no-any-return]


def _items(tokens: Sequence[Token], candidates: Sequence[Candidate], weight: float) -> list[Item]:
    """Return a sentence's readings, those that keep a token first."""
    starts = {token.start: i for i, token in enumerate(tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(tokens)}
    kept = [Item(i, i + 1, (token_key(fold(token.norm)),), 0.0, None) for i, token in enumerate(tokens)]
    return kept + [
        Item(starts[c.span.start], ends[c.span.end], intended_words(c.intended), c.cost * weight, c) for c in candidates
    ]


def _queries(
    length: int, items: Sequence[Item], singles: _Scores, single: Sequence[float], pairs: _Scores, weight: float
) -> list[tuple[list[int], list[int], list[int]]]:
    """Return for each reading the pairs with neighbours on the left, inside it, and with neighbours on the right."""
    ending: list[list[tuple[float, int]]] = [[] for _ in range(length + 1)]
    starting: list[list[tuple[float, int]]] = [[] for _ in range(length + 1)]
    for item in items:
        if item.candidate is not None and item.words:
            prior = item.cost - weight * sum([single[singles.number(word)] for word in item.words])
            ending[item.last].append((prior, item.words[-1]))
            starting[item.first].append((prior, item.words[0]))
    left, right = [[BOUNDARY_KEY]], []
    for place in range(length):
        left.append([items[place].words[0], *(word for _, word in sorted(ending[place + 1])[:NEIGHBOURS])])
        right.append([items[place].words[0], *(word for _, word in sorted(starting[place])[:NEIGHBOURS])])
    right.append([BOUNDARY_KEY])
    return [
        (
            [pairs.number(word, item.words[0]) for word in left[item.first]],
            [pairs.number(a, b) for a, b in zip(item.words, item.words[1:], strict=False)],
            [pairs.number(item.words[-1], word) for word in right[item.last]],
        )
        for item in items
    ]


def _best(
    items: Sequence[Item],
    queries: Sequence[tuple[list[int], list[int], list[int]]],
    pair: Sequence[float],
    weight: float,
    most: int,
    margin: float,
) -> list[Candidate]:
    """Return the candidates that are near the best reading of their span."""
    spans: dict[tuple[int, int], list[tuple[float, int]]] = {}
    for number, (item, (left, inside, right)) in enumerate(zip(items, queries, strict=True)):
        if item.candidate is not None:
            language = max([pair[i] for i in left]) + sum([pair[i] for i in inside]) + max([pair[i] for i in right])
            spans.setdefault((item.first, item.last), []).append((weight * language - item.cost, number))
    out = []
    for rivals in spans.values():
        rivals.sort(key=lambda rival: (-rival[0], rival[1]))
        out += [number for score, number in rivals[:most] if score >= rivals[0][0] - margin]
    return [candidate for number in sorted(out) if (candidate := items[number].candidate) is not None]
