"""
The default language model: a pruned trigram model with Kneser–Ney smoothing, queried in batches.

Log-probabilities are natural logarithms (nats), quantised to one byte in steps of STEP nats. The
unigrams are a mixture with the wordfreq list, so that words the corpora lack are known too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.scoring.context_model import Query
from textmend.scoring.ngram_table import Keys, NgramTable, combine
from textmend.scoring.vocabulary import BOUNDARY, fold
from textmend.text.keys import token_key
from textmend.text.sentences import ENDERS
from textmend.text.tokens import normal_forms

PATH = Path(__file__).parent / "english.ngrams"
STEP = 0.08  # nats a step of a quantised logarithm: 255 steps reach e^-20.4
BOUNDARY_KEY = token_key(BOUNDARY)
MEMORY = 200  # code points of a passage that hold the two words before a place
UNKNOWN = -17.0  # nats: a word that neither the corpora nor wordfreq's list knows

Floats = npt.NDArray[np.float32]


@binary.once
def load() -> LanguageModel:
    """Return the model that ships with textmend, loaded once; raises CorruptFileError where it is damaged."""
    return LanguageModel(PATH)


class LanguageModel:
    """A trigram model over a memory-mapped file."""

    def __init__(self, path: Path) -> None:
        self.meta, sections = binary.read(path, "language model")
        self._singles, self._pairs, self._triples = (NgramTable(sections, order) for order in "123")

    def log_probability(self, before2: Keys, before1: Keys, words: Keys) -> Floats:
        """Return ln P(word | before2 before1) for each triple of word keys."""
        context = combine(before2, before1)
        found, _, slot = self._pairs.find(context)
        score = self.pair(before1, words) + np.where(found, _logarithm(self._pairs.second(slot)), np.float32(0))
        found, number, _ = self._triples.find(combine(context, words))
        return np.where(found, _logarithm(number), score)

    def single(self, words: Keys) -> Floats:
        """Return ln P(word) without context."""
        found, number, _ = self._singles.find(words)
        return np.where(found, _logarithm(number), np.float32(UNKNOWN))

    def pair(self, before: Keys, words: Keys) -> Floats:
        """Return ln P(word | before)."""
        known, _, slot = self._singles.find(before)
        backoff = np.where(known, _logarithm(self._singles.second(slot)), np.float32(0))
        held, number, _ = self._pairs.find(combine(before, words))
        return np.where(held, _logarithm(number), self.single(words) + backoff)

    def phrase(self, words: Sequence[str]) -> float:
        """Return ln P of a run of folded words, without context and from pairs alone."""
        keys = np.array([token_key(word) for word in words], np.uint64)
        return float(self.single(keys[:1]).sum() + self.pair(keys[:-1], keys[1:]).sum())

    def continuations(self, passage: str, queries: Sequence[Query]) -> list[list[float]]:
        """Return ln P(text | passage[:at]) for each text of each query, from the two words before the place."""
        runs: list[list[int]] = []
        for query in queries:
            before = [BOUNDARY_KEY, BOUNDARY_KEY, *_keys(passage[max(0, query.at - MEMORY) : query.at])][-2:]
            runs += [[*before, *_keys(text)] for text in query.texts]
        lengths = [len(run) - 2 for run in runs]
        triples = [triple for run in runs for triple in zip(run, run[1:], run[2:], strict=False)]
        scores = self.log_probability(*np.array(triples, np.uint64).reshape(-1, 3).T)
        sums = np.add.reduceat(np.append(scores, 0.0), np.cumsum([0, *lengths[:-1]])) if runs else np.zeros(0)
        found = iter(np.where(np.array(lengths) > 0, sums, 0.0).tolist())
        return [[next(found) for _ in query.texts] for query in queries]

    def sentence(self, words: Sequence[str]) -> Floats:
        """Return ln P of each folded word and of the end of the sentence, given the two before it."""
        padded = [BOUNDARY, BOUNDARY, *words, BOUNDARY]
        keys = np.array([token_key(word) for word in padded], np.uint64)
        return self.log_probability(keys[:-2], keys[1:-1], keys[2:])


def _keys(text: str) -> list[int]:
    """Return the keys of a text's folded tokens, with the bounds between its sentences."""
    out = []
    for norm in normal_forms(text):
        out.append(token_key(fold(norm)))
        if norm in ENDERS:
            out += (BOUNDARY_KEY, BOUNDARY_KEY)
    return out


def _logarithm(quantised: npt.NDArray[np.uint8]) -> Floats:
    """Return the natural logarithms that bytes stand for."""
    return quantised.astype(np.float32) * np.float32(-STEP)
