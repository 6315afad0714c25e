"""
Build the signs of spinning: python -m textmend.scoring.build_signs [--wordnet FOLDER]

Reads the lexicon's sources and the language model and writes spun.signs; with WordNet's data files (see
lexicons/build_thesaurus.py), writes thesaurus.signs instead. The same input makes the same file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from textmend import binary
from textmend.lexicons.build import Channel, estimated
from textmend.lexicons.build_thesaurus import channel_of, read_synsets
from textmend.scoring import language_model
from textmend.scoring.channel import DIALECT_PRIOR
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.signs import PATH, THESAURUS
from textmend.scoring.vocabulary import fold
from textmend.text.keys import token_key
from textmend.text.tokens import normal_forms

RATE = 0.9  # share of the words it knows that a wording spinner replaces
THESAURUS_RATE = 0.25  # likewise a thesaurus spinner; see decoding/thesaurus.py
LARGEST = 3.5  # nats: no single sign may say more, for the corpora are not all of English
SMALLEST = 0.25  # nats: weaker signs are left out
SMALLEST_RARE = 1.5  # of a thesaurus spinner, which knows a hundred thousand words
RAREST = -19.0  # ln P: phrases rarer than this count as this rare
LONGEST = 3  # tokens; a longer phrase is known by its first three

Phrase = tuple[str, ...]


class Way(NamedTuple):
    """A way of spinning: its channels, P(it has a headword) and its prior, by dialect; how much it replaces."""

    channels: Mapping[str, Channel]
    held: Mapping[str, Mapping[str, float]]
    priors: Sequence[float]
    rate: float
    smallest: float  # nats: weaker signs that speak for it are left out


def weigh(way: Way, model: LanguageModel) -> dict[Phrase, float]:
    """Return the weight of every phrase of up to three tokens that spinning makes more frequent or rarer."""
    made: dict[Phrase, float] = defaultdict(float)
    taken: dict[Phrase, float] = defaultdict(float)
    intended = {text: _phrase(text) for channel in way.channels.values() for text in channel}
    clean = _probabilities({*intended.values()}, model)
    for (dialect, channel), prior in zip(way.channels.items(), way.priors, strict=True):
        for text, substitutes in channel.items():
            phrase, share = intended[text], prior * way.rate * way.held[dialect][text]
            taken[phrase] += share
            for observed, (probability, _) in substitutes.items():
                made[tuple(normal_forms(observed)[:LONGEST])] += clean[phrase] * share * probability
    phrases = {phrase[:LONGEST] for phrase in taken} | set(made)
    clean |= _probabilities(phrases - set(clean), model)
    total = {
        phrase: np.log((clean[phrase] * (1 - taken.get(phrase, 0.0)) + made.get(phrase, 0.0)) / clean[phrase])
        for phrase in phrases
    }
    limited = {phrase: float(np.clip(weight, -LARGEST, LARGEST)) for phrase, weight in total.items()}
    return {
        phrase: weight
        for phrase, weight in _increments(limited).items()
        if weight <= -SMALLEST or weight >= way.smallest
    }


def _phrase(text: str) -> Phrase:
    return tuple(normal_forms(text))


def _probabilities(phrases: Iterable[Phrase], model: LanguageModel) -> dict[Phrase, float]:
    """Return P(phrase) in clean text: the product of its words' probabilities given the two before."""
    ordered = sorted(phrases)
    out = np.zeros(len(ordered))
    for length in {len(phrase) for phrase in ordered}:
        rows = [i for i, phrase in enumerate(ordered) if len(phrase) == length]
        keys = np.array([[token_key(fold(norm)) for norm in ordered[i]] for i in rows], np.uint64)
        score = model.single(keys[:, 0]).astype(float)
        for place in range(1, length):
            if place == 1:
                score += model.pair(keys[:, 0], keys[:, 1])
            else:
                score += model.log_probability(keys[:, place - 2], keys[:, place - 1], keys[:, place])
        out[rows] = score
    return dict(zip(ordered, np.exp(np.maximum(out, RAREST)).tolist(), strict=True))


def _increments(total: dict[Phrase, float]) -> dict[Phrase, float]:
    """Return what each phrase adds to the weights of the phrases inside it, so that sums over a text are right."""
    out: dict[Phrase, float] = {}
    for phrase in sorted(total, key=lambda phrase: (len(phrase), phrase)):
        inside = [phrase[a:b] for a in range(len(phrase)) for b in range(a + 1, len(phrase) + 1) if b - a < len(phrase)]
        out[phrase] = total[phrase] - sum(out.get(part, 0.0) for part in inside)
    return out


def main(argv: list[str] | None = None) -> int:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, metavar="FOLDER")
    parser.add_argument("--output", type=Path)
    args = parser.parse_args(argv)
    if args.wordnet:
        channel = channel_of(read_synsets(args.wordnet))
        held = dict.fromkeys(channel, 1.0)
        way = Way({"thesaurus": channel}, {"thesaurus": held}, (1.0,), THESAURUS_RATE, SMALLEST_RARE)
    else:
        way = Way(*estimated(), DIALECT_PRIOR, RATE, SMALLEST)
    path = args.output or (THESAURUS if args.wordnet else PATH)
    weights = weigh(way, language_model.load())
    sections: dict[str, bytes] = {}
    for length, name in enumerate(("words", "pairs", "triples"), 1):
        phrases = sorted(" ".join(phrase) for phrase in weights if len(phrase) == length)
        sections[name] = "\n".join(phrases).encode()
        sections[f"{name} weights"] = np.array([weights[tuple(p.split(" "))] for p in phrases], np.float32).tobytes()
    binary.write(path, "signs", {"phrases": len(weights)}, sections)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {len(weights)} phrases")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
