"""
The only place where the order of steps is written: repair, repair_many, assess.

    str → encoding → residue → (layout, glyph) → residue, where that mended words → wording → edits of the input
    where wording was mended, again from residue on, until nothing is found
    each stage: Document → gate → candidates → lattice → posteriors → edits, of which the next stage reads the sure ones
    at last: of all edits those that are as sure as the caller wants them
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from textmend import artifacts
from textmend.artifacts import Artifact
from textmend.config import MIN_CONFIDENCES, Config
from textmend.decoding.rules import edits_of_rules
from textmend.decoding.wording import decode_wording
from textmend.edits import Edit, apply
from textmend.layers import Draft, Origin
from textmend.quality.encoding import encoding_signal
from textmend.quality.quality import Evidence, Quality, Signal, Spun, quality_of
from textmend.quality.residue import residue_signal
from textmend.quality.scanned import NOT_ENGLISH, NOT_SCANNED, scanned_signal
from textmend.result import Repair
from textmend.scoring import gate, scan_gate
from textmend.text import Document, Span

DEFAULT = Config()
SCANNED = frozenset(scan_gate.KINDS)
ROUNDS = 5  # of the residue stage, and of all stages behind mended wording, at most


def repair(text: str, config: Config | None = None, **options: Any) -> Repair:
    """
    Repair a text.

    text: any str; config and options (fields of Config) choose what is done. Returns a Repair; where nothing had to
    be changed, its text is the input itself, the same object. Raises TypeError for what is not a str and for an
    unknown option, ValueError for an option's value that cannot be used, MissingExtraError for a model whose extra is
    not installed, CorruptFileError if a data file of the installation is damaged; never anything because of what the
    text holds.
    """
    return _repaired(text, _checked(text, config, options))


def repair_many(
    texts: Iterable[str], config: Config | None = None, *, workers: int = 1, **options: Any
) -> Iterator[Repair]:
    """
    Repair texts one after another, or in several processes; yields a Repair for each, in order.

    workers: processes to use; 1 (the default) stays in this one. The texts are read as they are needed, so a
    generator of any length will do. Raises what repair raises, when the text's turn comes.
    """
    chosen = _configured(config, options)
    if not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers is {workers!r}; give a number of processes, 1 or more")
    if workers == 1:
        return (repair(text, chosen) for text in texts)
    from textmend.parallel import map_in_order

    return map_in_order(repair, texts, chosen, workers)


def assess(text: str, config: Config | None = None, **options: Any) -> Quality:
    """
    Measure a text's quality and change nothing; takes and raises what repair does.
    """
    return _repaired(text, _checked(text, config, options)).quality


def _checked(text: object, config: Config | None, options: dict[str, Any]) -> Config:
    """Return the configuration to use; refuse what is not text."""
    if isinstance(text, bytes | bytearray | memoryview):
        raise TypeError('textmend repairs str, not bytes; decode first, for example data.decode("utf-8")')
    if not isinstance(text, str):
        raise TypeError(f"textmend repairs str, not {type(text).__name__}; pass the text itself")
    return _configured(config, options)


def _configured(config: Config | None, options: dict[str, Any]) -> Config:
    """Return the configuration with options put in; refuse what is no configuration."""
    if config is not None and not isinstance(config, Config):
        raise TypeError(f"config is {config!r}; give a textmend.Config, or options by name: min_confidence=0.9")
    chosen = config or DEFAULT
    if options:
        chosen = chosen.with_options(**options)
    if chosen.model == "neural":
        from textmend.scoring import neural

        neural.require()
    return chosen


def _repaired(text: str, config: Config) -> Repair:
    """
    Return a text repaired, stage after stage; each reads what those before it wrote at the bound of the model.

    How sure the caller wants edits to be is asked at the end, so that more confidence only removes edits.
    """
    document = Document(text, config.protect)
    draft = _read_back(document, config)
    signals = [encoding_signal(text, draft.edits)]
    document = _following(document, draft)
    draft, signal = _without_residue(document, draft, config)
    signals.append(signal)
    document = _following(document, draft)
    draft, signal = _mended_scan(document, draft, config)
    signals.append(signal)
    if draft.text is not document.text:  # a mended word may show what its line is
        mended = _following(document, draft)
        again, _ = _without_residue(mended, draft, config)
        draft = replace(again, unsure=draft.unsure, declined=draft.declined)  # these were seen the first time
    document = _following(document, draft)
    edits, declined, spun = _spun_wording(document, config)
    if draft.edits:
        origin = Origin(text, draft.edits)
        spun = Spun(spun, tuple(e._replace(**origin.span(Span(e.start, e.end))._asdict()) for e in spun.evidence))
    draft = _read_again(document, draft.revised(edits, declined), config)
    edits, declined = draft.settled(config.min_confidence)
    repaired = draft.text if edits == draft.edits else apply(text, edits)
    return Repair(text, repaired, edits, declined, quality_of(spun, signals))


def _without_residue(document: Document, draft: Draft, config: Config) -> tuple[Draft, Signal]:
    """Return the draft without what a scraper took along; it is looked for again: a mended line may show what it is."""
    kinds = _kinds(config.artifacts, "residue")
    edits, reported = edits_of_rules(document, kinds)
    sure = [edit for edit in edits if edit.confidence >= draft.bound]
    signal = residue_signal(document.text, [edit for edit in sure if edit.artifact == "page_furniture"])
    for _ in range(ROUNDS):
        if not sure:
            break
        draft = draft.revised(sure)
        document = _following(document, draft)
        edits, reported = edits_of_rules(document, kinds)
        sure = [edit for edit in edits if edit.confidence >= draft.bound]
    return draft.revised(edits, reported), signal


def _mended_scan(document: Document, draft: Draft, config: Config) -> tuple[Draft, Signal]:
    """Return the draft with what scanning did to its words undone, and the signals of scanned text."""
    if SCANNED.isdisjoint(config.artifacts) or not scan_gate.suspicious(document):
        return draft, NOT_SCANNED
    if not scan_gate.english(document.norms):
        return draft, NOT_ENGLISH
    from textmend.decoding.scan_edits import mend_scanned

    mended = mend_scanned(document, config)
    return draft.revised(mended.edits, mended.declined), scanned_signal(mended.verdict)


def _read_again(document: Document, draft: Draft, config: Config) -> Draft:
    """
    Return the draft when no stage finds more in it: mended wording may show what a line is, or that a text was scanned,
    and where a text is taken for spun, whatever it shows, its wording is asked again as well.

    document: the one whose wording was mended; where nothing was, nothing is read again.
    """
    if draft.text is document.text:
        return draft
    for _ in range(ROUNDS):
        document = _following(document, draft)
        again, _ = _without_residue(document, draft, config)
        document = _following(document, again)
        again, _ = _mended_scan(document, again, config)
        if again.text is draft.text and not config.assume_spun:
            break
        document = _following(document, again)
        edits, _, _ = _spun_wording(document, config)
        again = again.revised(edits)
        if again.text is draft.text:
            break
        draft = replace(again, unsure=draft.unsure, declined=draft.declined)
    return draft


def _following(document: Document, draft: Draft) -> Document:
    """Return the document of a draft: the one before it, with all that is known of it, where nothing changed."""
    return document if draft.text is document.text else Document(draft.text, document.protect)


def _read_back(document: Document, config: Config) -> Draft:
    """
    Return the draft that the encoding stage makes; it is repeated until it finds nothing: characters that were misread
    and then written as entities take two passes, and become one edit.

    Every edit leaves fewer characters to look for, so there is an end. What is unsure is read back, too: it is one edit
    with what it turns out to be.
    """
    source = document.text
    draft = Draft(source, source)
    kinds, cues = _kinds(config.artifacts, "encoding"), _cues(config.artifacts, "encoding")
    while not cues.isdisjoint(document.cues) and (edits := edits_of_rules(document, kinds)[0]):
        draft = draft.revised(edits)
        document = _following(document, draft)
    return Draft(source, source, MIN_CONFIDENCES[config.model]).revised(draft.edits)


@cache
def _kinds(names: tuple[str, ...], stage: str) -> list[Artifact]:
    """Return the artifacts of a stage that are asked for."""
    return [artifact for name in names if (artifact := artifacts.load(name)).stage == stage]


@cache
def _cues(names: tuple[str, ...], stage: str) -> frozenset[str]:
    """Return the cues of a stage, all of whose artifacts have some: one look is enough where a text has none."""
    return frozenset(cue for artifact in _kinds(names, stage) for cue in artifact.cues or ())


def _spun_wording(document: Document, config: Config) -> tuple[tuple[Edit, ...], tuple[Edit, ...], Spun]:
    """Return the edits that reverse spinning, those declined, and how likely the text is spun."""
    decoded = decode_wording(document, config)
    if decoded is None:
        return (), (), Spun(0.0)
    evidence = tuple(Evidence(c.span.start, c.span.end, c.observed, round(weight, 3)) for c, weight in decoded.evidence)
    spun = Spun(decoded.probability, evidence)
    if spun < gate.SPUN and not config.assume_spun:
        return (), (), spun
    from textmend.decoding.decisions import edits_of

    bound = MIN_CONFIDENCES[config.model]
    edits, declined = edits_of(document.text, decoded.readings, decoded.sentence_starts, bound, document.protected)
    return edits, declined, spun
