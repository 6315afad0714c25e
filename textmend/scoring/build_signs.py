"""
Build the signs of spinning: python -m textmend.scoring.build_signs [--wordnet FOLDER]

Reads the lexicon's sources and the language model and writes news.signs and blog.signs; with WordNet's data files (see
lexicons/build_thesaurus.py), writes thesaurus.signs instead; then the index of all (build_signs_index.py). The same
input makes the same files.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np

from textmend import binary
from textmend.lexicons.build import Channel, estimated
from textmend.lexicons.build_thesaurus import channel_of, read_synsets
from textmend.scoring import build_signs_index, language_model
from textmend.scoring.language_model import LanguageModel
from textmend.scoring.signs import FOLDER, LONGEST
from textmend.scoring.vocabulary import fold
from textmend.text.keys import token_key
from textmend.text.tokens import normal_forms

RATE = 0.6  # share of the words it knows that a wording spinner replaces: .9 sees half-spun texts a tenth less often
THESAURUS_RATE = 0.25  # likewise a thesaurus spinner; see decoding/thesaurus.py
LARGEST = 3.5  # nats: no single sign may say more, for the corpora are not all of English
SMALLEST = 0.25  # nats: weaker signs are left out
SMALLEST_RARE = 1.5  # of a thesaurus spinner, which knows a hundred thousand words
RAREST = -19.0  # ln P: phrases rarer than this count as this rare

Phrase = tuple[str, ...]


class Way(NamedTuple):
    """A way of spinning: its channel, P(it has a headword), and how much it replaces."""

    channel: Channel
    held: Mapping[str, float]
    rate: float
    smallest: float  # nats: weaker signs that speak for it are left out


def weigh(way: Way, model: LanguageModel) -> dict[Phrase, float]:
    """
    Return the weight of every phrase of up to LONGEST tokens that spinning makes more frequent or rarer.

    A longer phrase is known by its first tokens.
    """
    made: dict[Phrase, float] = defaultdict(float)
    taken: dict[Phrase, float] = defaultdict(float)
    intended = {text: _phrase(text) for text in way.channel}
    clean = _probabilities({*intended.values()}, model)
    for text, substitutes in way.channel.items():
        phrase, share = intended[text], way.rate * way.held[text]
        taken[phrase] = max(taken[phrase], share)
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


def wording(channels: Mapping[str, Channel], held: Mapping[str, Mapping[str, float]]) -> dict[str, Way]:
    """Return the wording spinners' ways by dialect."""
    return {dialect: Way(channel, held[dialect], RATE, SMALLEST) for dialect, channel in channels.items()}


def thesaurus(channel: Channel) -> dict[str, Way]:
    """Return the thesaurus spinner's way, who has every word."""
    return {"thesaurus": Way(channel, dict.fromkeys(channel, 1.0), THESAURUS_RATE, SMALLEST_RARE)}


def write(path: Path, weights: Mapping[Phrase, float]) -> None:
    """Write the signs of a way of spinning: its words, and the numbers of each phrase's words and its weight."""
    words = sorted({word for phrase in weights for word in phrase})
    numbers = {word: number for number, word in enumerate(words)}
    sections = {"words": "\n".join(words).encode()}
    for length in range(1, LONGEST + 1):
        phrases = sorted(phrase for phrase in weights if len(phrase) == length)
        rows = [numbers[word] for phrase in phrases for word in phrase]
        sections[str(length)] = np.array(rows, np.int32).tobytes()
        sections[f"{length} weights"] = np.array([weights[phrase] for phrase in phrases], np.float32).tobytes()
    binary.write(path, "signs", {"phrases": len(weights)}, sections)


def main(argv: list[str] | None = None) -> int:
    """Build the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wordnet", type=Path, metavar="FOLDER")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="to write to")
    args = parser.parse_args(argv)
    ways = thesaurus(channel_of(read_synsets(args.wordnet))) if args.wordnet else wording(*estimated())
    for name, way in ways.items():
        path, weights = args.folder / f"{name}.signs", weigh(way, language_model.load())
        write(path, weights)
        print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB, {len(weights)} phrases")
    build_signs_index.write(args.folder)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
