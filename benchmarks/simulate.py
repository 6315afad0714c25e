"""
A spinner made of our own lexicon: python -m benchmarks.simulate FILE [--dialect news] [--share 1.0] [--seed 0]

Prints the file spun, with the marks of benchmarks/marks.py. A seed is a spinner: it fixes which headwords its
dictionary has and, for each document, the one substitute of each. Longer headwords go first; what stands inside
hyphenated compounds or protected spans is left alone. It serves to estimate and to stress, never for figures of
accuracy: a text that was spun with our lexicon is easier than any real one.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from textmend.lexicons.build import Channel, estimated
from textmend.lexicons.rows import WORDING_DIALECTS
from textmend.text import Document, Token, fit_case, normal_forms

LONGEST = 4  # tokens of a headword


class Spinner(NamedTuple):
    """A spinner's dictionary: for each headword its substitutes and their weights."""

    name: str
    entries: Mapping[str, tuple[tuple[str, ...], tuple[float, ...]]]


class Replacement(NamedTuple):
    """What a spinner put in the place of text[start:end]."""

    start: int
    end: int
    substitute: str


@cache
def _estimated() -> tuple[dict[str, Channel], dict[str, dict[str, float]]]:
    return estimated()


def make_spinner(dialect: str, seed: int) -> Spinner:
    """Return a spinner whose dictionary has each headword as probably as the lexicon says."""
    channels, held = _estimated()
    draw = random.Random(f"{dialect} {seed}")  # noqa: S311 - no secrets
    entries = {}
    for intended in sorted(channels[dialect]):
        substitutes = channels[dialect][intended]
        if draw.random() < held[dialect][intended] and substitutes:
            weights = tuple(probability for probability, _ in substitutes.values())
            entries[" ".join(normal_forms(intended))] = (tuple(substitutes), weights)
    return Spinner(f"{dialect} {seed}", entries)


def spin(text: str, spinner: Spinner, share: float = 1.0, seed: int = 0) -> list[Replacement]:
    """Return what a spinner replaces in a text, in order; share is the part of its hits that it takes."""
    draw = random.Random(f"{spinner.name} {seed}")  # noqa: S311 - no secrets
    chosen: dict[str, str] = {}
    out = []
    for start, end, headword in _hits(Document(text), spinner):
        if draw.random() >= share:
            continue
        if headword not in chosen:
            chosen[headword] = draw.choices(*spinner.entries[headword])[0]
        out.append(Replacement(start, end, fit_case(text[start:end], chosen[headword])))
    return out


def _hits(document: Document, spinner: Spinner) -> Iterator[tuple[int, int, str]]:
    """Yield the headwords of a spinner in a document, longest first at each place, none overlapping."""
    tokens, at = document.tokens, 0
    while at < len(tokens):
        for last in range(min(at + LONGEST, len(tokens)), at, -1):
            headword = " ".join(token.norm for token in tokens[at:last])
            start, end = tokens[at].start, tokens[last - 1].end
            if headword in spinner.entries and _may(document, tokens[at:last], start, end):
                yield start, end, headword
                at = last
                break
        else:
            at += 1


def _may(document: Document, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether a spinner touches a span: not across lines, in compounds, in names, or where it is protected."""
    text = document.text
    if "-" in (text[start - 1 : start], text[end : end + 1]) or "\n" in text[start:end]:
        return False
    if text[start].isupper() and not _begins(text, start):
        return False
    return not any(span.start < end and start < span.end for span in document.protected)


def _begins(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return not before or before[-1] in '.!?”"' or "\n" in text[len(before) : start]


def spun(text: str, replacements: Sequence[Replacement]) -> str:
    """Return the spun text."""
    return _put(text, [(r.start, r.end, r.substitute) for r in replacements])


def marked(text: str, replacements: Sequence[Replacement]) -> str:
    """Return the spun text with its marks."""
    return _put(text, [(r.start, r.end, f"⟦{r.substitute}⇒{text[r.start : r.end]}⟧") for r in replacements])


def _put(text: str, pieces: Sequence[tuple[int, int, str]]) -> str:
    parts, last = [], 0
    for start, end, piece in pieces:
        parts += [text[last:start], piece]
        last = end
    return "".join([*parts, text[last:]])


def main() -> int:
    """Spin the file named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--dialect", choices=WORDING_DIALECTS, default=WORDING_DIALECTS[0])
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    text = args.file.read_text(encoding="utf-8")
    print(marked(text, spin(text, make_spinner(args.dialect, args.seed), args.share, args.seed)), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
