"""
From readings of scanned text to edits: part after part of a long text, until nothing more is sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from textmend.config import MIN_CONFIDENCES, Config
from textmend.decoding.scanned import Scan, decode_scanned
from textmend.edits import Edit, insert
from textmend.layers import Draft
from textmend.scoring import scan_gate
from textmend.scoring.scan_channel import BY_LATTICE, BY_MODELS, calibrated
from textmend.text import Document, Span

SHOWN = 0.1  # confidence below which a reading is not even shown as declined
PASSES = 4  # over a text that is better each time
LONGEST = 6_000  # characters decoded together: bounds memory and time
REASONS = {
    "line_end_hyphen": "hyphenation",
    "split_word": "broken word",
    "joined_words": "joined words",
    "long_s": "OCR reads",
    "character_confusion": "OCR reads",
    "misread_word": "OCR reads",
}


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
    text needs no repair. Then come the less sure edits, of the text as it was.
    """
    if not scan_gate.promising(document):
        return ScanRepair(scan_gate.judged((), 0), (), ())
    if document is not whole:
        document.protected = _protected(whole, start, start + len(document.text))
    bound = MIN_CONFIDENCES[config.model]
    verdict, first = _calibrated(document, config)
    draft, readings = Draft(document.text, document.text), first
    for _ in range(PASSES):
        sure = tuple(_edits(reading for reading in readings if reading.best and reading.confidence >= bound))
        if not sure:
            break
        draft = draft.revised(sure)
        _, readings = _calibrated(_following(document, draft), config)
    unsure = [r for r in first if r.confidence >= SHOWN and not (r.best and r.confidence >= bound)]
    edits = list(draft.edits)
    for edit in _edits(reading for reading in unsure if reading.best):
        insert(edits, edit)
    return ScanRepair(verdict, tuple(edits), tuple(_edits(reading for reading in unsure if not reading.best)))


def _calibrated(document: Document, config: Config) -> tuple[scan_gate.Verdict, list[Scan]]:
    """Return what decoding says of a document; a reading's confidence is the share of such readings that are right."""
    verdict, readings = decode_scanned(document, config)
    return verdict, [reading._replace(confidence=_confidence(reading)) for reading in readings]


def _confidence(reading: Scan) -> float:
    how = BY_MODELS if reading.note else BY_LATTICE
    return round(calibrated(reading.confidence, reading.candidate.artifact, how), 4)


def _following(document: Document, draft: Draft) -> Document:
    """Return the document of a draft; what is protected stays so, also what only shows in the whole of a long text."""
    following = Document(draft.text, document.protect)
    following.protected, at, longer = [], 0, 0
    for span in document.protected:
        while at < len(draft.edits) and draft.edits[at].end <= span.start:
            longer += len(draft.edits[at].replacement) - len(draft.edits[at].observed)
            at += 1
        following.protected.append(Span(span.start + longer, span.end + longer))
    return following


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
                confidence,
                reason,
            )
