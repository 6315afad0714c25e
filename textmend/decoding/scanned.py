"""
The scanner's channel, decoded: was the document scanned, how badly, and what stood in the print?

First all sentences are decoded under a channel that allows light damage; what the unknown words show is the evidence
for the gate, and how often each kind of damage occurs. Then known words are doubted, too, and all is decoded again
at the rates that the document shows (expectation-maximisation; Dempster et al. 1977).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from textmend.artifacts import Artifact, load
from textmend.config import MIN_CONFIDENCES, Config
from textmend.decoding.lattice import Arc, Trellis, intended_words, kept
from textmend.decoding.posterior import Decoded, Decoder
from textmend.decoding.pruning import pruned
from textmend.decoding.rescoring import notes_of, rescored
from textmend.decoding.sentences import Sentence, sentences_of
from textmend.decoding.slots import Manner, Weights
from textmend.edits import Candidate, Edit
from textmend.layers import Draft
from textmend.lexicons import words
from textmend.scoring import context_model, language_model, scan_gate
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.scan_channel import (
    BY_LATTICE,
    BY_MODELS,
    CHANNEL_WEIGHT,
    LANGUAGE_WEIGHT,
    ScanChannel,
    calibrated,
)
from textmend.text import Document, Span, Token
from textmend.text.keys import token_key

# No words of the language model: what no list of words has, in lower case and with a capital.
UNKNOWN, UNKNOWN_NAME = ((token_key(word),) for word in ("\0", "\0\0"))
ROUNDS = 2  # of re-estimation
LONGEST = 6_000  # characters decoded together: bounds memory and time
PASSES = 4  # over a text that is better each time
RIVALS, MARGIN = 4, 5.0  # candidates of one span that go into the lattice, and nats that they are behind the best
SHOWN = 0.1  # posterior below which a reading is not even shown as declined
NO_NOTES: Mapping[int, str] = MappingProxyType({})
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
REASONS = {
    "line_end_hyphen": "hyphenation",
    "split_word": "broken word",
    "joined_words": "joined words",
    "long_s": "OCR reads",
    "character_confusion": "OCR reads",
    "misread_word": "OCR reads",
}


class Scan(NamedTuple):
    """A candidate with its posterior probability, and whether the best path takes it."""

    candidate: Candidate
    confidence: float
    best: bool
    note: str = ""  # what the models say of it, where they were asked


@dataclass(frozen=True, slots=True)
class ScanRepair:
    """What the gate made of a document, and the edits that mend it, to make and declined."""

    verdict: scan_gate.Verdict
    edits: tuple[Edit, ...]
    declined: tuple[Edit, ...]


def mend_scanned(document: Document, config: Config) -> ScanRepair:
    """Return the edits of the kinds asked for that mend a document that has unknown or broken words."""
    parts = list(_parts(document))
    mended = [_mended(part, config, document, start) for start, part in parts]
    verdict = scan_gate.together(
        [(repair.verdict, len(part.text)) for repair, (_, part) in zip(mended, parts, strict=True)]
    )
    edits, declined = (
        tuple(
            replace(edit, start=edit.start + start, end=edit.end + start)
            for (start, _), some in zip(parts, kind, strict=True)
            for edit in some
        )
        for kind in ([repair.edits for repair in mended], [repair.declined for repair in mended])
    )
    return ScanRepair(verdict, edits, declined)


def _parts(document: Document) -> Iterator[tuple[int, Document]]:
    """Yield a document in parts of bounded length, cut at line ends or spaces, with where each starts."""
    text, start = document.text, 0
    if len(text) <= LONGEST:
        yield 0, document
        return
    while start < len(text):
        end = min(start + LONGEST, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start + LONGEST // 2, end), 0) or text.rfind(" ", start + LONGEST // 2, end)
            end = cut + 1 if cut > 0 else end
        yield start, Document(text[start:end], document.protect)
        start = end


def _protected(whole: Document, start: int, end: int) -> list[Span]:
    """Return the protected spans of a part of a document, as spans of the part."""
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in whole.protected
        if span.start < end and span.end > start
    ]


def _mended(document: Document, config: Config, whole: Document, start: int) -> ScanRepair:
    """
    Return the edits that mend a document, or a part of a long one that starts at a place of the whole.

    What is sure is put in, and the text that it makes is decoded again, until nothing more is sure; so the repaired
    text needs no repair. Only then are the edits below the threshold set aside.
    """
    if not scan_gate.promising(document):
        return ScanRepair(scan_gate.judged((), 0), (), ())
    if document is not whole:
        document.protected = _protected(whole, start, start + len(document.text))
    bound, threshold = MIN_CONFIDENCES[config.model], config.min_confidence
    verdict, first = _calibrated(*decode_scanned(document, config))
    draft, readings = Draft(document.text, document.text), first
    for _ in range(PASSES):
        sure = tuple(_edits(reading for reading in readings if reading.best and reading.confidence >= bound))
        if not sure:
            break
        draft = draft.revised(sure, ())
        _, readings = _calibrated(*decode_scanned(Document(draft.text, document.protect), config))
    unsure = [r for r in first if r.confidence >= SHOWN and not (r.best and r.confidence >= bound)]
    likely = _disjoint(draft.edits, _edits(reading for reading in unsure if reading.best))
    declined = [edit for edit in likely if edit.confidence < threshold]
    declined += _edits(reading for reading in unsure if not reading.best)
    declined.sort(key=lambda edit: (edit.start, edit.end, -edit.confidence))
    return ScanRepair(verdict, tuple(edit for edit in likely if edit.confidence >= threshold), tuple(declined))


def _calibrated(verdict: scan_gate.Verdict, readings: Sequence[Scan]) -> tuple[scan_gate.Verdict, list[Scan]]:
    """Return readings whose confidence is the share of such readings that are right."""
    return verdict, [
        reading._replace(confidence=calibrated(reading.confidence, reading.candidate.artifact, calibration))
        for reading in readings
        for calibration in (BY_MODELS if reading.note else BY_LATTICE,)
    ]


def _edits(readings: Iterable[Scan]) -> Iterator[Edit]:
    """Yield the edits of readings, in order, those that say the same once."""
    seen: set[tuple[int, int, str]] = set()
    for candidate, confidence, _, note in sorted(readings, key=lambda r: (r.candidate.span, -r.confidence)):
        key = (*candidate.span, candidate.intended)
        if key not in seen and candidate.intended != candidate.observed:
            seen.add(key)
            reason = f"{REASONS[candidate.artifact]}: {candidate.why}" + (f"; {note}" if note else "")
            yield Edit(
                *candidate.span,
                candidate.observed,
                candidate.intended,
                candidate.artifact,
                round(confidence, 4),
                reason,
            )


def _disjoint(edits: Sequence[Edit], more: Iterable[Edit]) -> list[Edit]:
    """Return sorted disjoint edits with those others put in that overlap none."""
    out = list(edits)
    for edit in more:
        at = bisect_left(out, (edit.start, edit.end), key=lambda other: (other.start, other.end))
        if (at == 0 or out[at - 1].end <= edit.start) and (at == len(out) or edit.end <= out[at].start):
            out.insert(at, edit)
    return out


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
    readings = text.readings(text.decode(channel))
    verdict = scan_gate.judged(readings, text.tokens)
    if not verdict.scanned:
        return verdict, tuple(reading for reading in readings if scan_gate.shows_itself(reading.candidate))
    text = _Scanned(document.text, _sentences(document, kinds), model)
    channel = channel.adapted(readings, text.tokens)
    for _ in range(ROUNDS):
        decoded, scores = text.decode(channel), text.scores(channel)
        readings = text.readings(decoded)
        channel = channel.adapted(readings, text.tokens)
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

    def decode(self, channel: ScanChannel) -> Decoded:
        """Return the posteriors and best paths of all sentences under a channel."""
        return self._decoder.decode(np.array(self.scores(channel)))

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
