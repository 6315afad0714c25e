"""
Thesaurus spinning, decoded: some content words became words of the wrong sense, and the others were left alone.

No survival tells such a spinner, for it replaces few of the words it knows. What tells it is how many odd words there
are that a thesaurus has beside a word which fits far better: clean text has one now and then, spun text a dozen close
together.
"""

from __future__ import annotations

from textmend.artifacts import Artifact
from textmend.decoding.passages import Passages, Reading
from textmend.decoding.rescoring import readings_of
from textmend.decoding.sentences import sentences_of
from textmend.decoding.spun import SpunDecoding
from textmend.scoring import gate, language_model
from textmend.scoring.channel import SpinChannel
from textmend.scoring.context_model import ContextModel
from textmend.text import Document

GATE_RATE = 0.25  # share of the replaceable words replaced that the gate assumes
RATE = 0.35  # likewise in what passed it; at .4 two more words of the marked texts come back, and a right one is lost
NO_DIALECT = (0.0, 0.0)  # words of the wording spinners' dictionaries may well survive


def decode_thesaurus(
    document: Document, artifact: Artifact, assume_spun: bool = False, neural: ContextModel | None = None
) -> SpunDecoding:
    """
    Decode a document that has signs of thesaurus spinning.

    assume_spun takes all of it for spun; a neural model decides what the lattice leaves open.
    """
    sentences = sentences_of(document, (artifact,))
    if not sentences:
        return SpunDecoding(0.0, (), (), frozenset())
    text = Passages(document.text, sentences, language_model.load())
    decoded = text.decode(SpinChannel(GATE_RATE, NO_DIALECT))
    weights = [total - before for total, before in zip(decoded.total.tolist(), text.as_it_stands, strict=True)]
    lengths = [len(sentence.tokens) for sentence in sentences]
    stretch = gate.densest(weights, lengths)
    found = [r for r in text.readings(decoded, stretch) if r.best and r.confidence >= 0.5]
    probability = gate.scattered(sum(weights[i] for i in stretch), _different(found), sum(lengths[i] for i in stretch))
    evidence = tuple((r.candidate, r.confidence) for r in sorted(found, key=lambda r: -r.confidence))
    starts = frozenset(sentence.tokens[0].start for sentence in sentences)
    if probability < gate.SPUN and not assume_spun:
        return SpunDecoding(probability, evidence, (), starts)
    which = range(len(sentences)) if assume_spun else stretch
    channel = SpinChannel(RATE, NO_DIALECT)
    scores = text.channel_scores(channel)
    decoded = text.decode(channel, subject=text.subject(text.decode(channel)))
    readings = readings_of(document.text, text, decoded, which, lambda _: scores, neural)
    return SpunDecoding(probability, evidence, readings, starts)


def _different(readings: list[Reading]) -> float:
    """Return the expected number of different words that were replaced."""
    replaced: dict[str, float] = {}
    for reading in readings:
        observed = reading.candidate.observed.lower()
        replaced[observed] = max(replaced.get(observed, 0.0), reading.confidence)
    return sum(replaced.values())
