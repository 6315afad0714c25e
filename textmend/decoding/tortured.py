"""
Tortured terms, decoded: in a text that no spinner of whole sentences touched, technical terms may still be paraphrased
word by word (`counterfeit consciousness`). Only fixed terms are repaired there, and only where several different ones
were broken: one odd phrase may be right.
"""

from __future__ import annotations

from collections.abc import Sequence

from textmend.artifacts.spun_term import BROAD
from textmend.decoding.passages import Passages
from textmend.decoding.rescoring import readings_of
from textmend.decoding.sentences import Sentence, sentences_of
from textmend.decoding.spun import SpunDecoding
from textmend.edits import Candidate
from textmend.scoring import gate, language_model
from textmend.scoring.channel import SpinChannel
from textmend.scoring.context_model import ContextModel
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.vocabulary import fold
from textmend.text import Document, is_word, normal_forms

RATE = 0.8  # share of the terms of a tortured text that were broken
NO_DIALECT = (0.0, 0.0)  # nobody replaced words outside terms


def decode_tortured(document: Document, neural: ContextModel | None = None) -> SpunDecoding:
    """
    Decode the terms of a document that has signs of tortured ones.

    A neural model decides what the lattice leaves open.
    """
    model = language_model.load()
    sentences = sentences_of(document, (BROAD,))
    weighed = _apart([(c, weight) for sentence in sentences for c, weight in _weighed(sentence, model)])
    probability = gate.tortured([weight for _, weight in weighed], len(document.tokens))
    evidence = tuple((c, weight) for c, weight in weighed if weight >= gate.TERM)
    starts = frozenset(sentence.tokens[0].start for sentence in sentences)
    if probability < gate.SPUN:
        return SpunDecoding(probability, evidence, (), starts)
    text = Passages(document.text, sentences, model)
    channel, which = SpinChannel(RATE, NO_DIALECT), range(len(sentences))
    scores = text.channel_scores(channel)
    readings = readings_of(document.text, text, text.decode(channel), which, lambda _: scores, neural)
    return SpunDecoding(probability, evidence, readings, starts)


def _apart(weighed: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """Return the heaviest candidates that neither overlap nor repeat one another's words, heaviest first."""
    out: list[tuple[Candidate, float]] = []
    observed: set[str] = set()
    for candidate, weight in sorted(weighed, key=lambda pair: (-pair[1], pair[0].span)):
        apart = all(c.span.end <= candidate.span.start or candidate.span.end <= c.span.start for c, _ in out)
        if apart and candidate.observed.lower() not in observed:
            out.append((candidate, weight))
            observed.add(candidate.observed.lower())
    return out


def _weighed(sentence: Sentence, model: LanguageModel) -> list[tuple[Candidate, float]]:
    """Return the candidates of a sentence, each with how much likelier the term is than the observed words, in nats."""
    return [(c, gate.term_weight(c.cost, model.phrase(_words(c.observed)))) for c in sentence.candidates]


def _words(phrase: str) -> list[str]:
    """Return the folded words of a phrase, hyphens left out."""
    return [fold(norm) for norm in normal_forms(phrase) if is_word(norm)]
