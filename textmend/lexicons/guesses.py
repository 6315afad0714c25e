"""
What editors guess of a spinner's dictionary: whether it has a headword, and what it prints for it.

    dialect  editor  headword  without  substitutes
    news     first   country   5        nation=90;land=3;state=3

Of a hundred such dictionaries so many are without the headword; the others print each substitute in so many per cent.
The lists of sources/ say what may stand for a headword, these say how probably it does. The editors wrote them from
knowledge of English after reading what a spinner did in some articles, each in other ones; so what a guess is worth was
counted in the articles that its editor had not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from textmend.lexicons.chances import EDITORS, together
from textmend.text.tokens import normal_forms

PATH = Path(__file__).parent / "guesses.tsv"
HEADER = "dialect\teditor\theadword\twithout\tsubstitutes"
# By tenths of `without`, the share of headwords that were replaced in fully spun texts new to the editor.
KNOWN_BY_TENTH = (0.93, 0.91, 0.72, 0.50, 0.32, 0.30, 0.10, 0.08, 0.04, 0.03)
# What the guesses weigh beside the lists, where there are any: of .5 to .85 all are as good, each text left out of the
# counts and of the guesses of who had read it (benchmarks/left_out.py).
SHARE = 0.6
LEAST = 5e-4  # probability of a substitute that is kept

Substitutes = Mapping[str, tuple[float, str]]  # observed → P(observed | replaced), kind


class Guess(NamedTuple):
    """What editors think of a headword: P(a spinner's dictionary has it), and P(each substitute | it is replaced)."""

    known: float
    substitutes: Mapping[str, float]


def read_guesses(path: Path = PATH, editors: Iterable[str] = EDITORS) -> dict[str, dict[str, Guess]]:
    """Return what some editors guess together, by dialect and headword; raises ValueError that names a bad line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0] != HEADER:
        raise ValueError(f"{path.name}: the first line is {lines[0]!r}; it must be {HEADER!r}")
    found: dict[str, dict[str, list[Guess]]] = defaultdict(lambda: defaultdict(list))
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        try:
            dialect, editor, headword, without, substitutes = cells
            guess = Guess(KNOWN_BY_TENTH[min(int(without) // 10, 9)], _shares(substitutes))
        except (ValueError, IndexError):
            raise ValueError(f"{path.name}:{number}: {line!r} is not a row of {HEADER!r}") from None
        if editor in editors:
            found[dialect][headword].append(guess)
    return {
        dialect: {headword: _merged(guesses) for headword, guesses in own.items()} for dialect, own in found.items()
    }


def _shares(cell: str) -> dict[str, float]:
    """Return the shares of substitutes written as `nation=90;land=10`, which add up to 1."""
    pairs = [pair.rsplit("=", 1) for pair in cell.split(";")]
    total = sum(int(percent) for _, percent in pairs)
    return {substitute: int(percent) / total for substitute, percent in pairs}


def _merged(guesses: Sequence[Guess]) -> Guess:
    """Return what several guesses say together: the mean of their log-odds, and the mean of their shares."""
    shares: dict[str, float] = defaultdict(float)
    for guess in guesses:
        for substitute, share in guess.substitutes.items():
            shares[substitute] += share / len(guesses)
    return Guess(together([guess.known for guess in guesses]), shares)


def blended(
    channel: Mapping[str, Substitutes], guesses: Mapping[str, Guess]
) -> dict[str, dict[str, tuple[float, str]]]:
    """
    Return a channel with its lists and the guesses weighed together.

    >>> lists = {"country": {"nation": (0.6, "synonym"), "land": (0.4, "synonym")}}
    >>> blended(lists, {"country": Guess(0.9, {"nation": 1.0})})["country"]["nation"][0]
    0.84
    """
    out = {headword: dict(substitutes) for headword, substitutes in channel.items()}
    for headword, guess in guesses.items():
        if headword in out:
            out[headword] = _weighed(headword, out[headword], guess.substitutes)
    return {
        headword: {o: pair for o, pair in found.items() if pair[0] >= LEAST} or found for headword, found in out.items()
    }


def _weighed(headword: str, listed: Substitutes, guessed: Mapping[str, float]) -> dict[str, tuple[float, str]]:
    """Return a headword's substitutes with their shares in the list and in the guess weighed together."""
    total = sum(p for p, _ in listed.values()) or 1.0
    out = {o: (p / total * (1.0 - SHARE), kind) for o, (p, kind) in listed.items()}
    spelled = {_plain(o): o for o in out}
    for substitute, share in guessed.items():
        if _plain(substitute) != _plain(headword):
            o = spelled.setdefault(_plain(substitute), substitute)
            p, kind = out.get(o, (0.0, "synonym"))
            out[o] = (p + share * SHARE, kind)
    return out


def _plain(phrase: str) -> str:
    return " ".join(normal_forms(phrase))
