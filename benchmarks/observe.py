"""
Count what spinners did to headwords: python -m benchmarks.observe [--news MARKED…] [--blog MARKED…] [--output FILE]

Writes textmend/lexicons/observed.tsv, with which the lexicon's build sharpens the editors' lists: in how many texts a
headword was replaced by what, or left alone. A spinner decides once for a text, so how often it did so there says
nothing more. That a headword was left alone is counted only in texts that were spun throughout, where that says
something of the spinner's dictionary.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from benchmarks.marks import Mark, parse
from textmend.lexicons.build import Channel, expand, known
from textmend.lexicons.observations import KEPT, PATH, write_counts
from textmend.lexicons.rows import WORDING_DIALECTS, read_rows
from textmend.text import Document

THROUGHOUT = 0.65  # share of the headwords replaced from which a text counts as spun throughout
MOST_TOKENS = 3  # of a headword left alone
LONGEST = 4  # words of an intended phrase that is in no list


def observed(marked: str, channel: Channel) -> Counter[tuple[str, str]]:
    """Return what each headword was replaced by, or that it was left alone, in one marked text: 1 of each."""
    text, marks = parse(marked)
    substitutes = {intended.lower(): {o.lower() for o in found} for intended, found in channel.items()}
    replaced = Counter(pair for mark in marks if (pair := _pair(text, mark, substitutes)))
    kept = Counter(_left_alone(text, marks, substitutes))
    could = sum(known(word, len(substitutes[word])) * n for word, n in kept.items() if " " not in word)
    if replaced.total() < THROUGHOUT * (replaced.total() + could):
        return Counter(replaced.keys())
    return Counter([*replaced, *((word, KEPT) for word in kept)])


def _pair(text: str, mark: Mark, substitutes: dict[str, set[str]]) -> tuple[str, str] | None:
    """Return what was intended and observed at a mark, without the words that both begin or end with."""
    observed = _plain(text[mark.start : mark.end])
    for accepted in mark.accepted:
        if observed in substitutes.get(_plain(accepted), ()):
            return _plain(accepted), observed
    ours, theirs = _plain(mark.accepted[0]).split(), observed.split()
    while ours and theirs and ours[0] == theirs[0]:
        ours, theirs = ours[1:], theirs[1:]
    while ours and theirs and ours[-1] == theirs[-1]:
        ours, theirs = ours[:-1], theirs[:-1]
    return (" ".join(ours), " ".join(theirs)) if ours and theirs and len(ours) <= LONGEST else None


def _left_alone(text: str, marks: Iterable[Mark], headwords: dict[str, set[str]]) -> Iterable[str]:
    """Yield each lower-case headword outside the marks."""
    tokens = Document(text).tokens
    spans = list(marks)
    free = [not any(mark.start < token.end and token.start < mark.end for mark in spans) for token in tokens]
    for first, token in enumerate(tokens):
        for last in range(first + 1, min(first + MOST_TOKENS, len(tokens)) + 1):
            if not free[last - 1]:
                break
            phrase = " ".join(each.norm for each in tokens[first:last])
            if phrase in headwords and text[token.start].islower():
                yield phrase


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def main() -> int:
    """Count over the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for dialect in WORDING_DIALECTS:
        parser.add_argument(
            f"--{dialect}", nargs="+", type=Path, default=[], help=f"texts spun in the {dialect} dialect"
        )
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args()
    rows = []
    for dialect, channel in expand(read_rows()).items():
        total: Counter[tuple[str, str]] = Counter()
        for path in sorted(getattr(args, dialect)):
            total += observed(path.read_text(encoding="utf-8"), channel)
        rows += [(dialect, intended, seen, count) for (intended, seen), count in total.items()]
        print(f"{dialect}: {len(total)} pairs, {total.total()} observations")
    write_counts(rows, args.output)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
