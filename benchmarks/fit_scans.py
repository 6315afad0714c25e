"""
Fits how scanned text is rescored: python -m benchmarks.fit_scans ROWS.jsonl[.xz] … [--every N]

Rows are {"id", "ocr", "gold"}; of each the first characters that are decoded together. The choice of a slot that brings
the printed text nearest to the gold is right; where all do, what stands there. Prints the weights of channel, n-gram
model and neural model that make the right choices likeliest, for each half of the rows and for all, with the share of
right choices on both halves before (the lattice's own choice) and after; then, for the best choices that change
something, the calibration: sharpness and offsets of the log-odds of their shares (a logistic regression).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from benchmarks.confusions import part_of, read_rows
from benchmarks.fit_rescoring import Floats, Sample, accuracy, distances, fitted
from benchmarks.scans import words
from textmend.config import Config
from textmend.decoding import rescoring, scan_edits, scanned
from textmend.decoding.slots import Print, Slot, slots_of
from textmend.scoring import scan_gate
from textmend.text import Document

LEAST, SURE = 0.003, 0.998  # of slots: more than a repair asks about, so that the fit sees what it leaves alone


class Place(NamedTuple):
    """A slot of a row: its sample, which choice keeps what stands there, and of each choice what it is."""

    sample: Sample
    kept: int
    repairs: npt.NDArray[np.bool_]  # nearer to the gold than what stands there, with no word that the gold lacks
    misread: tuple[bool, ...]  # whether its first change is of a word into another


def places_of(row: dict[str, str]) -> list[Place]:
    """Return the slots of a row, each model asked in the text as the lattice reads it."""
    found: list[Place] = []
    gold = words(row["gold"])

    def gather(
        text: str, passages: Any, decoded: Any, which: Any, channel: Any, ngram: Any, model: Any, manner: Any
    ) -> Any:
        scores = channel(decoded)
        wide = manner._replace(least=LEAST, sure=SURE, most=None)
        slots, fixed = slots_of(text, passages, decoded, scores, which, wide)
        rescoring.weigh(slots, scores)
        rescoring.score(Print(text, slots, fixed), slots, ngram, model)
        kinds = {i: arc.candidate.artifact for n in which for i, arc in passages.arcs(n) if arc.candidate}
        for slot in slots:
            kept = [i for i, choice in enumerate(slot.choices) if choice.printed == text[slot.start : slot.end]]
            if kept:
                far = distances(slot, lambda: Levenshtein.distance(words(Print(text, slots, fixed).text), gold))
                found.append(_place(slot, kept[0], far, set(gold), kinds))
        return decoded, []

    plain, scanned.rescored = scanned.rescored, gather  # type: ignore[attr-defined, assignment]
    try:
        document = Document(row["ocr"][: scan_edits.LONGEST], ())
        if scan_gate.suspicious(document) and scan_gate.english(document.norms) and scan_gate.promising(document):
            scanned.decode_scanned(document, Config(model="neural"))
    finally:
        scanned.rescored = plain  # type: ignore[attr-defined]
    return found


def _place(slot: Slot, kept: int, far: Sequence[int], gold: set[str], kinds: dict[int, str]) -> Place:
    """Return a slot with what is right of it."""
    right = np.array(far) == min(far)
    if right.all():
        right = np.arange(len(far)) == kept
    repairs = np.array(
        [d < far[kept] and set(words(choice.printed)) <= gold for d, choice in zip(far, slot.choices, strict=True)]
    )
    changes = [[kinds[arc] for arc in choice.arcs if arc in kinds] for choice in slot.choices]
    sample = Sample(np.array([slot.channel, slot.ngram, slot.neural]).T, right, slot.taken)
    return Place(sample, kept, repairs, tuple(own[:1] == ["misread_word"] for own in changes))


def calibration(weights: Floats, places: Sequence[Place]) -> Floats:
    """Return sharpness, offset, and offset of misread words, the likeliest for best choices that change something."""
    rows, right = [], []
    for place in places:
        totals = place.sample.scores @ weights
        shares = np.exp(totals - totals.max())
        best = int(np.argmax(shares))
        if best != place.kept:
            share = min(max(float(shares[best] / shares.sum()), 1e-4), 1 - 1e-4)
            word = place.misread[best]
            rows.append([np.log(share / (1 - share)), not word, word])
            right.append(place.repairs[best])
    columns, wanted, fit = np.array(rows, float), np.array(right, float), np.zeros(3)
    for _ in range(30):  # Newton's method; the likelihood is concave
        likely = 1 / (1 + np.exp(-columns @ fit))
        bend = columns.T @ (columns * (likely * (1 - likely))[:, None]) + 1e-3 * np.eye(3)
        fit += np.linalg.solve(bend, columns.T @ (wanted - likely))
    return fit


def main() -> int:
    """Fit on the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--every", type=int, default=1)
    args = parser.parse_args()
    halves: list[list[Place]] = [[], []]
    for path in args.rows:
        for row in list(read_rows(path))[:: args.every]:
            halves[part_of(row)] += places_of(row)
    samples = [[place.sample for place in half] for half in halves]
    for name, chosen in (("first half", halves[0]), ("second half", halves[1]), ("all", halves[0] + halves[1])):
        weights = fitted([place.sample for place in chosen])
        shares = [f"{accuracy(None, half):.3f} → {accuracy(weights, half):.3f}" for half in samples]
        print(f"{name}: channel, n-gram, neural {np.round(weights, 2)}; right in the halves {', '.join(shares)}")
        print(f"  sharpness, offset, offset of misread words {np.round(calibration(weights, chosen), 2)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
