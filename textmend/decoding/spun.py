"""
The wording channel, decoded: is the document spun, where, and what did its author write there?

First all sentences are decoded under a channel of each dialect that allows light spinning, which gives the evidence for
the gate; the dialect that speaks most for spinning is believed. Then the sentences in spun stretches are decoded again,
with the replacement rate and the substitutes that they show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textmend.artifacts import Artifact
from textmend.decoding.passages import Passages, Reading
from textmend.decoding.posterior import Decoded
from textmend.decoding.rescoring import readings_of
from textmend.decoding.sentences import sentences_of
from textmend.decoding.variants import with_variants
from textmend.edits import Candidate
from textmend.lexicons.rows import WORDING_DIALECTS
from textmend.scoring import gate, language_model
from textmend.scoring.channel import ESTIMATED, RATE_PRIOR, SpinChannel, speaking
from textmend.scoring.context_model import ContextModel
from textmend.text import Document

ROUNDS = 2  # of re-estimation; more change nothing on the dev sets


@dataclass(frozen=True, slots=True)
class SpunDecoding:
    """How likely a document is spun, which candidates say so, and, if it is, the readings of its spun sentences."""

    probability: float
    evidence: tuple[tuple[Candidate, float], ...]
    readings: tuple[Reading, ...]
    sentence_starts: frozenset[int]


def decode_spun(
    document: Document,
    artifacts: Sequence[Artifact],
    assume_spun: bool = False,
    dialect: str | None = None,
    neural: ContextModel | None = None,
) -> SpunDecoding:
    """
    Decode a document that looks suspicious.

    assume_spun takes all its sentences for spun, whatever they show; a dialect says which spinner it was; a neural
    model decides what the lattice leaves open.
    """
    prepared = sentences_of(document, artifacts)
    if not prepared:
        return SpunDecoding(0.0, (), (), frozenset())
    model = language_model.load()
    text = Passages(document.text, with_variants(document, prepared, artifacts, model), model)
    dialects = WORDING_DIALECTS if dialect is None else (dialect,)
    views = [_view(text, speaking(WORDING_DIALECTS.index(spoken), gate.RATE)) for spoken in dialects]
    view = max(views, key=lambda view: (view.probability, view.evidence))
    probability, which = view.probability, range(len(prepared)) if assume_spun else view.which
    found = [r for r in text.readings(view.decoded, which) if r.best and r.confidence >= 0.5]
    evidence = tuple((r.candidate, r.confidence) for r in sorted(found, key=lambda r: -r.confidence))
    starts = frozenset(sentence.tokens[0].start for sentence in prepared)
    if probability < gate.SPUN and not assume_spun:
        return SpunDecoding(probability, evidence, (), starts)
    decoded, channel = _in_its_dialect(text, which, dialects)
    for _ in range(ROUNDS):
        channel = text.adapted(channel, decoded, which)
        decoded = text.decode(channel, decoded, ESTIMATED, text.subject(decoded))

    def estimated(decoded: Decoded) -> list[float]:
        return text.channel_scores(text.adapted(channel, decoded, which), decoded)

    readings = readings_of(document.text, text, decoded, which, estimated, neural)
    return SpunDecoding(probability, evidence, readings, starts)


class View(NamedTuple):
    """A document under one dialect: how likely it is spun, by how many nats, and its spun sentences."""

    probability: float
    evidence: float
    which: Sequence[int]
    decoded: Decoded


def _view(text: Passages, channel: SpinChannel) -> View:
    """Return what a document shows under the gate's channel of one dialect."""
    decoded = text.decode(channel)
    weights = [
        gate.believed(total - before, text.replaced(decoded, [i]))
        for i, (total, before) in enumerate(zip(decoded.total.tolist(), text.as_it_stands, strict=True))
    ]
    which = [i for i, spun in enumerate(gate.spun_sentences(weights)) if spun]
    evidence = sum(weights[i] for i in which)
    replaced, survived = text.replaced(decoded, which), text.survived(channel, decoded, which)
    return View(gate.probability(evidence, replaced, survived), evidence, which, decoded)


def _in_its_dialect(text: Passages, which: Sequence[int], dialects: Sequence[str]) -> tuple[Decoded, SpinChannel]:
    """Return a document decoded under the one of some dialects that explains its spun sentences best."""
    channels = [speaking(dialect, RATE_PRIOR) for dialect in map(WORDING_DIALECTS.index, dialects)]
    return max(
        ((text.decode(channel), channel) for channel in channels), key=lambda pair: float(pair[0].total[which].sum())
    )
