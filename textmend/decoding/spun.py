"""
The wording channel, decoded: is the document spun, where, and what did its author write there?

First all sentences are decoded under a channel that allows light spinning, which gives the evidence for the gate.
Then those in spun stretches are decoded again, with the replacement rate and the substitutes that they show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from textmend.artifacts import Artifact
from textmend.decoding import passages
from textmend.decoding.passages import Reading, Sentence
from textmend.edits import Candidate
from textmend.scoring import gate, language_model
from textmend.scoring.channel import KEPT, Outcome, SpinChannel, adapted
from textmend.text import Document, Span, Token, sentences

ROUNDS = 2  # of re-estimation; more change nothing on the dev sets


@dataclass(frozen=True, slots=True)
class SpunDecoding:
    """How likely a document is spun, which candidates say so, and the readings of its spun sentences."""

    probability: float
    evidence: tuple[tuple[Candidate, float], ...]
    readings: tuple[Reading, ...]
    sentence_starts: frozenset[int]


def decode_spun(document: Document, artifact: Artifact, assume_spun: bool = False) -> SpunDecoding:
    """Decode a document that looks suspicious; assume_spun takes all its sentences for spun, whatever they show."""
    prepared = list(_sentences(document, artifact))
    text = passages.Passages(document.text, prepared, language_model.load())
    channel = SpinChannel(gate.RATE)
    decoded = text.decode(channel)
    weights = [
        min(total - before, gate.MOST) for total, before in zip(decoded.total.tolist(), text.as_it_stands, strict=True)
    ]
    which = [i for i, spun in enumerate(gate.spun_sentences(weights)) if spun or assume_spun]
    found = [r for r in text.readings(decoded, which) if r.best and r.confidence >= 0.5]
    probability = gate.probability(sum(weights[i] for i in which), *_survival(text.outcomes(decoded, which)))
    for _ in range(ROUNDS):
        channel = adapted(text.outcomes(decoded, which), channel.rate)
        decoded = text.decode(channel, decoded)
    starts = frozenset(sentence.tokens[0].start for sentence in prepared)
    evidence = tuple((r.candidate, r.confidence) for r in sorted(found, key=lambda r: -r.confidence))
    return SpunDecoding(probability, evidence, tuple(text.readings(decoded, which)), starts)


def _survival(outcomes: Sequence[Outcome]) -> tuple[float, float]:
    """Return the expected numbers of different substitutes, and of dictionary words left alone."""
    replaced: dict[str, float] = {}
    survived = 0.0
    for outcome in outcomes:
        if outcome.outcome != KEPT:
            replaced[outcome.outcome] = max(replaced.get(outcome.outcome, 0.0), outcome.posterior)
        elif outcome.place == 1.0:
            survived += outcome.posterior * outcome.known
    return sum(replaced.values()), survived


def _sentences(document: Document, artifact: Artifact) -> list[Sentence]:
    """Return the document's sentences with their candidates, none of which touches a protected span."""
    out, tokens, at = [], document.tokens, 0
    for paragraph in document.paragraphs:
        first = at
        while at < len(tokens) and tokens[at].start < paragraph.end:
            at += 1
        own = tokens[first:at]
        for a, b in sentences(document.text, own):
            out.append(Sentence(own[a:b], _free(document, own[a:b], artifact)))
    return out


def _free(document: Document, tokens: Sequence[Token], artifact: Artifact) -> list[Candidate]:
    """Return a sentence's candidates outside protected spans."""
    candidates = list(artifact.propose(document, tokens))
    protected = document.protected
    if not protected:
        return candidates
    return [c for c in candidates if not _touches(c.span, protected)]


def _touches(span: Span, protected: Sequence[Span]) -> bool:
    """Tell whether a span overlaps any of the protected ones, which are sorted and disjoint."""
    at = bisect_left(protected, (span.start, span.start))
    return any(other.start < span.end and other.end > span.start for other in protected[max(0, at - 1) : at + 1])
