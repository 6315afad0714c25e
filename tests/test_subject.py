"""The subject of a document: words go with the words around them, and no place is evidence for itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from textmend.decoding.lattice import Arc, Trellis, intended_words, kept
from textmend.decoding.posterior import Decoded
from textmend.decoding.subject import subject_scores
from textmend.edits import Candidate
from textmend.scoring import word_vectors
from textmend.scoring.backoff import BITS, Backoff, weighted
from textmend.scoring.rescaling import rescaled
from textmend.text import Span
from textmend.text.keys import token_key

FOOTBALL = "the players scored twice before the half and the fans sang for the team all season".split()
CHEMISTRY = "the acid was heated in a flask until the polymer and the solvent had formed a gel".split()


def lattice(sentences: Sequence[list[str]], word: str, rivals: Sequence[str]) -> tuple[Trellis, list[int]]:
    """Return a trellis of sentences in which a word has rivals, and its arcs: the one that keeps it, and theirs."""
    trellis, wanted = Trellis(), []
    for words in sentences:
        arcs = [kept(i, norm) for i, norm in enumerate(words)]
        if word in words:
            at = words.index(word)
            wanted = [
                len(trellis.arcs) + at,
                *range(len(trellis.arcs) + len(arcs), len(trellis.arcs) + len(arcs) + len(rivals)),
            ]
            arcs += [
                Arc(at, at + 1, intended_words(rival), Candidate(Span(0, 1), word, rival, "spun_phrase", 0.0, ""))
                for rival in rivals
            ]
        trellis.add(len(words), arcs)
    return trellis, wanted


def as_read(trellis: Trellis, arcs: Sequence[int], posterior: float = 0.4) -> Decoded:
    """Return a decoding that keeps every word and leaves some arcs open."""
    best = np.array([arc.candidate is None for arc in trellis.arcs])
    shares = best.astype(float)
    shares[list(arcs)] = posterior
    return Decoded(shares, best, np.zeros(len(trellis.sentence_arcs)))


def scores(sentences: Sequence[list[str]], word: str, rivals: Sequence[str]) -> dict[str, float]:
    """Return what the subject says of a word and its rivals."""
    trellis, arcs = lattice(sentences, word, rivals)
    found = subject_scores(trellis, as_read(trellis, arcs), word_vectors.load())
    assert not np.delete(found, arcs).any()
    return dict(zip((word, *rivals), found[arcs].tolist(), strict=True))


def test_a_reading_that_goes_with_the_document_gains() -> None:
    """
    The same sentence is read otherwise in a football report and in a chemistry paper.
    """
    sentence = "they agreed on the objective".split()
    football = scores([FOOTBALL, sentence], "objective", ["goal", "lens"])
    assert football["goal"] > football["objective"]
    assert football["goal"] > football["lens"]
    chemistry = scores([CHEMISTRY, sentence], "objective", ["goal", "lens"])
    assert football["goal"] - football["lens"] > chemistry["goal"] - chemistry["lens"] + 0.5


def test_what_stands_near_counts_more_than_what_stands_far() -> None:
    """
    A word of the subject in the same sentence says more than one in another.
    """
    near = scores([["the", "team", "objective"], ["this", "was", "said"]], "objective", ["goal"])
    far = scores([["the", "dark", "objective"], ["this", "team", "said"]], "objective", ["goal"])
    assert near["goal"] - near["objective"] > far["goal"] - far["objective"]


def test_no_place_is_evidence_for_itself() -> None:
    """
    A document of one known word says nothing of that word.
    """
    assert set(scores([["objective"]], "objective", ["goal"]).values()) == {0.0}


@pytest.mark.parametrize("posterior", [0.001, 0.995])
def test_only_open_places_are_asked(posterior: float) -> None:
    """
    What is sure, or all but impossible, stays as it is.
    """
    trellis, arcs = lattice([FOOTBALL, ["the", "objective"]], "objective", ["goal"])
    decoded = as_read(trellis, arcs[1:], posterior)
    assert not subject_scores(trellis, decoded, word_vectors.load()).any()


def test_a_phrase_is_asked_where_all_of_it_is_open() -> None:
    """
    A reading over several tokens stands beside the readings of each of them, or it would be judged alone.
    """
    trellis = Trellis()
    words = [*FOOTBALL, "head", "coach"]
    arcs = [kept(i, norm) for i, norm in enumerate(words)]
    phrase = Candidate(Span(0, 1), "head coach", "manager", "spun_phrase", 0.0, "")
    trellis.add(len(words), [*arcs, Arc(len(words) - 2, len(words), intended_words("manager"), phrase)])
    number, vectors = len(words), word_vectors.load()
    assert subject_scores(trellis, as_read(trellis, [number]), vectors)[number] > 0.0
    assert not subject_scores(trellis, as_read(trellis, [number - 1]), vectors)[number]


def test_an_empty_lattice_has_no_scores() -> None:
    """
    Nothing in, nothing out.
    """
    assert not len(subject_scores(Trellis(), Decoded(np.zeros(0), np.zeros(0, bool), np.zeros(0)), word_vectors.load()))


def test_the_vectors_are_as_long_as_their_words_weigh() -> None:
    """
    Frequent words weigh less; words that are not known weigh nothing.
    """
    vectors = word_vectors.load()
    numbers = vectors.numbers(np.array([token_key(w) for w in ("the", "goal", "referee", "xyzzyq")], np.uint64))
    lengths, weights = np.linalg.norm(vectors.vectors(numbers), axis=1), vectors.weights(numbers)
    assert lengths == pytest.approx(weights, abs=0.02)
    assert weights[3] == 0.0 < weights[0] < weights[1] <= weights[2]


def test_rescaled_distributions_sum_to_one_and_words_come_nearer_to_what_is_wanted() -> None:
    """
    Unigram rescaling makes a word rarer everywhere, and leaves proper distributions.
    """
    pair = np.array([1 << 21 | 2, 2 << 21 | 3, 3 << 21 | 1], np.uint64)
    triple = np.array([1 << 42 | 2 << 21 | 3], np.uint64)
    model = weighted(np.log([0.1, 0.3, 0.4, 0.2]), pair, np.log([0.7, 0.6, 0.5]), triple, np.log([0.9]))
    turned = rescaled(model, np.array([0.0, 0.6, 0.2, 0.2]))
    for context in range(4):
        keys = np.array([context << 21 | word for word in range(4)], np.uint64)
        assert np.exp(turned.of_pairs(keys)).sum() == pytest.approx(1.0)
        for before in range(4):
            keys3 = (np.uint64(before) << (BITS + BITS)) | keys
            assert np.exp(turned.of_triples(keys3)).sum() == pytest.approx(1.0)
    assert np.exp(turned.single).sum() == pytest.approx(1.0)
    assert turned.single[1] > model.single[1]
    assert turned.single[2] < model.single[2]
    assert isinstance(turned, Backoff)
