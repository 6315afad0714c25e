"""
Fits the weights of rescoring: python -m benchmarks.fit_rescoring [--news MARKED…] [--blog MARKED…]

Each text is decoded with a lexicon that was built without its own counts. The choice of a slot that brings the printed
text nearest to the original is right; slots where all are or none is say nothing. Prints the weights of channel, n-gram
model and neural model that make the right choices likeliest (a conditional logit), for each half of the texts and for
all, with the share of right choices on both halves, before (the lattice's own choice) and after.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from benchmarks.left_out import add_texts, lexicons, texts_of
from benchmarks.marks import folded, original, parse
from textmend import artifacts
from textmend.config import ARTIFACTS
from textmend.decoding import rescoring
from textmend.decoding.slots import Print, Slot, slots_of
from textmend.decoding.spun import decode_spun
from textmend.scoring import neural
from textmend.text import Document

LEAST, SURE = 0.004, 0.99  # of slots: more than a repair asks about, so that the fit sees what it leaves alone
STEPS, RATE = 4000, 0.02  # of gradient ascent; the likelihood is concave

Floats = npt.NDArray[np.float64]


class Sample(NamedTuple):
    """A slot: the three scores of each choice, which are right, and which one the lattice took."""

    scores: Floats
    right: npt.NDArray[np.bool_]
    taken: int


def samples_of(marked: str) -> list[Sample]:
    """Return the slots of a marked text, each model asked in the text as the lattice reads it."""
    found: list[Sample] = []
    reference = folded(original(marked)).split()
    asked = rescoring.SPUN._replace(least=LEAST, sure=SURE)

    def gather(text: str, passages: Any, decoded: Any, which: Any, channel: Any, ngram: Any, model: Any) -> Any:
        scores = channel(decoded)
        slots, fixed = slots_of(text, passages, decoded, scores, which, asked)
        rescoring.weigh(slots, scores)
        rescoring.score(Print(text, slots, fixed), slots, ngram, model)
        for slot in slots:
            right = _right(
                slot, lambda: Levenshtein.distance(folded(Print(text, slots, fixed).text).split(), reference)
            )
            if right.any() and not right.all():
                found.append(Sample(np.array([slot.channel, slot.ngram, slot.neural]).T, right, slot.taken))
        return decoded, slots

    plain, rescoring.rescored = rescoring.rescored, gather  # type: ignore[assignment]
    try:
        kinds = [artifacts.load(name) for name in ARTIFACTS if artifacts.load(name).stage == "wording"]
        decode_spun(Document(parse(marked)[0]), kinds, neural=neural.load())
    finally:
        rescoring.rescored = plain
    return found


def _right(slot: Slot, distance: Callable[[], int]) -> npt.NDArray[np.bool_]:
    """Return which choices bring the printed text nearest to the original."""
    found = distances(slot, distance)
    return np.asarray(np.array(found) == min(found), np.bool_)


def distances(slot: Slot, distance: Callable[[], int]) -> list[int]:
    """Return for each choice of a slot how far the printed text is from the original when it is taken."""
    kept, found = slot.taken, []
    for i in range(len(slot.choices)):
        slot.taken = i
        found.append(distance())
    slot.taken = kept
    return found


def fitted(samples: Sequence[Sample]) -> Floats:
    """Return the weights under which the right choices are likeliest."""
    weights = np.array([0.5, 0.2, 0.4])
    most = max(len(sample.right) for sample in samples)
    scores, right, absent = (np.zeros((len(samples), most, *shape)) for shape in ((3,), (), ()))
    for i, sample in enumerate(samples):
        count = len(sample.right)
        scores[i, :count], right[i, :count], absent[i, count:] = sample.scores, sample.right, -np.inf
    for _ in range(STEPS):
        total = scores @ weights + absent
        share = np.exp(total - total.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        hit = np.maximum(share * right, 1e-300 * right)
        hit /= hit.sum(1, keepdims=True)
        weights += RATE / len(samples) * np.einsum("ij,ijk->k", hit - share, scores)
    return weights


def accuracy(weights: Floats | None, samples: Sequence[Sample]) -> float:
    """Return the share of slots that weights decide rightly; without weights, the lattice."""
    picks = [taken if weights is None else int(np.argmax(scores @ weights)) for scores, _, taken in samples]
    return float(np.mean([right[pick] for pick, (_, right, _) in zip(picks, samples, strict=True)]))


def main() -> int:
    """Fit on the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_texts(parser)
    texts, read = texts_of(parser.parse_args())
    with tempfile.TemporaryDirectory() as folder:
        samples = [samples_of(path.read_text(encoding="utf-8")) for path, _ in lexicons(texts, Path(folder), read)]
    halves = [[sample for own in samples[i::2] for sample in own] for i in (0, 1)]
    for name, chosen in (("first half", halves[0]), ("second half", halves[1]), ("all", halves[0] + halves[1])):
        weights = fitted(chosen)
        shares = [f"{accuracy(None, half):.3f} → {accuracy(weights, half):.3f}" for half in halves]
        print(f"{name}: channel, n-gram, neural {np.round(weights, 2)}; right in the halves {', '.join(shares)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
