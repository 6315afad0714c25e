"""
The scanner's channel, decoded: was the document scanned, how badly, and what stood in the print?

First all sentences are decoded under a channel that allows light damage; what the unknown words show is the evidence
for the gate, and how often each kind of damage occurs. Then known words are doubted, too, and all is decoded again
at the rates that the document shows (expectation-maximisation; Dempster et al. 1977), at last with its subject in mind:
that takes the word errors of ocr_score's Tesseract rows from .080 to .077, those of its newspaper rows by a point.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from textmend.artifacts import Artifact, load
from textmend.config import Config
from textmend.decoding.lattice import Arc, Trellis, intended_words, kept
from textmend.decoding.passages import NO_NOTES
from textmend.decoding.posterior import Decoded, Decoder
from textmend.decoding.pruning import pruned
from textmend.decoding.rescoring import notes_of, rescored
from textmend.decoding.sentences import Sentence, sentences_of
from textmend.decoding.slots import Manner, Weights
from textmend.decoding.subject import subject_scores
from textmend.edits import Candidate
from textmend.lexicons import words
from textmend.scoring import context_model, language_model, scan_gate, word_vectors
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.scan_channel import CHANNEL_WEIGHT, LANGUAGE_WEIGHT, ScanChannel
from textmend.text import Document, Token
from textmend.text.keys import token_key

# No words of the language model: what no list of words has, in lower case and with a capital.
UNKNOWN, UNKNOWN_NAME = ((token_key(word),) for word in ("\0", "\0\0"))
ROUNDS = 2  # of re-estimation
RIVALS, MARGIN = 4, 5.0  # candidates of one span that go into the lattice, and nats that they are behind the best
# Of 2,200 places of 31 scanned rows, those that the lattice is surer of would double what is asked and gain no word.
# Weights fitted by likelihood; where no choice is right, what stands there counts as right. Each half of the rows, and
# newspapers and Tesseract each by itself, give the same within .1, and as good a share of right choices on the other:
# .80 before, .87 after (benchmarks/fit_scans.py). Heavily damaged rows have 110 such places in 1,000 words.
SCANNED = Manner(
    lambda text, candidate, begins: candidate.intended,
    articles=False,
    least=0.02,
    sure=0.95,
    most=150,
    weights=Weights(0.66, 0.18, 0.27),
)


class Scan(NamedTuple):
    """A candidate with its posterior probability, and whether the best path takes it."""

    candidate: Candidate
    confidence: float
    best: bool
    note: str = ""  # what the models say of it, where they were asked


def decode_scanned(document: Document, config: Config) -> tuple[scan_gate.Verdict, list[Scan]]:
    """Return what the gate says of a document, and the readings of the kinds asked for that it lets pass."""
    verdict, readings = _decoded(document, config)
    return verdict, [reading for reading in readings if reading.candidate.artifact in config.artifacts]


def _decoded(document: Document, config: Config) -> tuple[scan_gate.Verdict, tuple[Scan, ...]]:
    """Return what the gate says of a document, from all kinds of evidence, and the readings that it lets pass."""
    model, channel = language_model.load(), ScanChannel()
    kinds = [load(name) for name in scan_gate.KINDS]
    sentences = _sentences(document, [kind for kind in kinds if kind.name not in scan_gate.NEEDS_PROOF])
    if not sentences:
        return scan_gate.judged((), 0), ()
    text = _Scanned(document.text, sentences, model)
    readings = text.readings(text.decode(text.scores(channel)))
    verdict = scan_gate.judged(readings, text.tokens)
    if not verdict.scanned:
        return verdict, tuple(reading for reading in readings if scan_gate.shows_itself(reading.candidate))
    text = _Scanned(document.text, _sentences(document, kinds), model)
    before: Decoded | None = None
    for _ in range(ROUNDS):
        channel = channel.adapted(readings, text.tokens)
        scores = text.scores(channel)
        before = decoded = text.decode(scores, before)
        readings = text.readings(decoded)
    neural = context_model.asked_for(config)
    if neural is None:
        return verdict, readings
    which = range(len(text.sentences))
    decoded, slots = rescored(document.text, text, decoded, which, lambda _: scores, model, neural, SCANNED)
    return verdict, text.readings(decoded, notes_of(slots))


def _sentences(document: Document, artifacts: Sequence[Artifact]) -> list[Sentence]:
    """Return the document's sentences; those in another language are left out."""
    return [
        sentence
        for sentence in sentences_of(document, artifacts)
        if not scan_gate.foreign([token.norm for token in sentence.tokens])
    ]


class _Scanned:
    """The sentences of one document, ready to be decoded under one channel after another."""

    def __init__(self, text: str, sentences: Sequence[Sentence], model: LanguageModel) -> None:
        known = words.load()
        self.sentences = sentences
        self._trellis = Trellis()
        self.tokens = sum(len(sentence.tokens) for sentence in sentences)
        for sentence, candidates in zip(
            sentences, pruned(sentences, model, CHANNEL_WEIGHT, LANGUAGE_WEIGHT, RIVALS, MARGIN), strict=True
        ):
            self._add(text, sentence.tokens, candidates, known)
        self._decoder = Decoder(self._trellis, self._trellis.language(model, LANGUAGE_WEIGHT))

    def _add(self, text: str, tokens: Sequence[Token], candidates: Sequence[Candidate], known: words.Words) -> None:
        """Add a sentence to the lattice."""
        starts = {token.start: i for i, token in enumerate(tokens)}
        ends = {token.end: i + 1 for i, token in enumerate(tokens)}
        flags = known.flags([token.norm for token in tokens])
        arcs = [
            kept(i, token.norm)
            if flags[token.norm] or not token.norm[0].isalpha()
            else Arc(i, i + 1, UNKNOWN_NAME if text[token.start].isupper() else UNKNOWN, None)
            for i, token in enumerate(tokens)
        ]
        arcs += [Arc(starts[c.span.start], ends[c.span.end], intended_words(c.intended), c) for c in candidates]
        self._trellis.add(len(tokens), arcs)

    def arcs(self, sentence: int) -> Iterator[tuple[int, Arc]]:
        """Yield the arcs of a sentence with their numbers."""
        return self._trellis.arcs_of(sentence)

    def scores(self, channel: ScanChannel) -> list[float]:
        """Return ln of the channel's probability of each arc."""
        unknown: dict[tuple[int, ...], float] = {UNKNOWN: channel.unknown, UNKNOWN_NAME: channel.unknown_name}
        return [
            channel.score(arc.candidate) if arc.candidate else unknown.get(arc.words, 0.0) for arc in self._trellis.arcs
        ]

    def decode(self, scores: Sequence[float], before: Decoded | None = None) -> Decoded:
        """
        Return the posteriors and best paths of all sentences under the channel that gave their arcs some scores.

        before: how the document was read; what it is about then counts as well.
        """
        subject = subject_scores(self._trellis, before, word_vectors.load()) if before else 0.0
        return self._decoder.decode(np.array(scores) + subject)

    def readings(self, decoded: Decoded, notes: Mapping[int, str] = NO_NOTES) -> tuple[Scan, ...]:
        """Return the readings of all candidates; several artifacts may propose one change; notes by arc."""
        mass: dict[tuple[int, int, str], float] = defaultdict(float)
        arcs = [
            ((*arc.candidate.span, arc.candidate.intended), arc.candidate, posterior, best, notes.get(i, ""))
            for i, (arc, posterior, best) in enumerate(
                zip(self._trellis.arcs, decoded.posterior.tolist(), decoded.best.tolist(), strict=True)
            )
            if arc.candidate is not None
        ]
        noted = {change: note for change, *_, note in arcs if note}
        for change, _, posterior, _, note in arcs:
            if note or change not in noted:  # what the models were asked about once stands for all that say the same
                mass[change] += posterior
        return tuple(
            Scan(candidate, min(mass[change], 1.0), best, noted.get(change, ""))
            for change, candidate, _, best, _ in arcs
        )
