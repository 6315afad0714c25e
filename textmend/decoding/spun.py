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
from textmend.decoding.passages import Fact, Reading, Sentence
from textmend.edits import Candidate
from textmend.scoring import gate, language_model
from textmend.scoring.channel import KEPT, SpinChannel
from textmend.text import Document, Span, Token, sentences

ROUNDS = 2  # of re-estimation; more change nothing on the dev sets
HIGHEST_RATE = 0.97
LOWEST_RATE = 0.05


@dataclass(frozen=True, slots=True)
class SpunDecoding:
    """How likely a document is spun, which candidates say so, and the readings of its spun sentences."""

    probability: float
    evidence: tuple[tuple[Candidate, float], ...]
    readings: tuple[Reading, ...]
    sentence_starts: frozenset[int]


def decode_spun(document: Document, artifact: Artifact) -> SpunDecoding:
    """Decode a document that looks suspicious."""
    prepared = list(_sentences(document, artifact))
    batch = passages.Document(document.text, prepared, language_model.load())
    decoded = batch.decode(SpinChannel(gate.RATE))
    clean = batch.as_it_stands()
    weights = [d.total - before for d, before in zip(decoded, clean, strict=True)]
    which = [i for i, spun in enumerate(gate.spun_sentences(weights)) if spun]
    found = [r for r in batch.readings([decoded[i] for i in which], which) if r.best and r.confidence >= 0.5]
    distinct = len({(r.candidate.intended, r.candidate.observed.lower()) for r in found})
    probability = gate.probability(sum(weights[i] for i in which), distinct)
    channel = SpinChannel(gate.RATE)
    chosen = [decoded[i] for i in which]
    for _ in range(ROUNDS):
        outcomes = batch.outcomes(chosen, which)
        channel = channel.adapted(outcomes_of(outcomes), _rate(outcomes))
        chosen = batch.decode(channel, which)
    starts = frozenset(sentence.tokens[0].start for sentence in prepared)
    evidence = tuple((r.candidate, r.confidence) for r in sorted(found, key=lambda r: -r.confidence))
    return SpunDecoding(probability, evidence, tuple(batch.readings(chosen, which)), starts)


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


def outcomes_of(outcomes: Sequence[tuple[Fact, float]]) -> list[tuple[str, str, float]]:
    """Return what the channel is re-estimated from."""
    return [(fact.intended, fact.outcome, posterior) for fact, posterior in outcomes]


def _rate(outcomes: Sequence[tuple[Fact, float]]) -> float:
    """Return the share of replaceable words inside sentences that were replaced."""
    kept = sum(posterior for fact, posterior in outcomes if fact.outcome == KEPT and not fact.capitalised)
    replaced = sum(posterior for fact, posterior in outcomes if fact.outcome != KEPT and not fact.capitalised)
    return min(max(replaced / (kept + replaced + 1e-9), LOWEST_RATE), HIGHEST_RATE)
