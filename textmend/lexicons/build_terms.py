"""
Build the terms: python -m textmend.lexicons.build_terms

Reads sources/terms/*.txt (one term a line), the rows of all sources and the language model, and writes terms.lexicon.
The same sources make the same file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from textmend import binary
from textmend.lexicons.frequency import zipf
from textmend.lexicons.inflect import inflections
from textmend.lexicons.rows import FOLDER, Row, read_rows
from textmend.lexicons.terms import PATH, STEP
from textmend.text.tokens import is_word, normal_forms

TERMS = FOLDER / "terms"
NAMES = "names"  # the file of those that are no technical terms
# -ln P(a substitute | its word is replaced) by its place in the editor's list, and what a list of another dialect adds.
RANK_COST = (0.9, 1.4, 1.8, 2.1, 2.4, 2.6, 2.8, 3.0, 3.1, 3.2, 3.3, 3.4, 3.5, 3.6)
OTHER_DIALECT = 0.7
SIGN_ZIPF = 3.6  # Zipf frequency up to which a substitute of a technical word is a sign of tortured terms
MOST_READINGS = 24  # of one observed word


def terms_of(folder: Path, without: str = "") -> dict[str, str]:
    """Return the terms by their words joined by spaces, without one file; plurals of technical ones are terms too."""
    out: dict[str, str] = {}
    for path in sorted(folder.glob("*.txt")):
        if path.stem == without:
            continue
        for term in path.read_text(encoding="utf-8").splitlines():
            forms = [term]
            if path.stem != NAMES and term.rsplit(" ", 1)[-1].isalpha():
                forms += inflections(term, "noun", "NNS")
            for form in forms:
                out.setdefault(" ".join(words_of(form)), form)
    return {words: out[words] for words in sorted(out) if " " in words}


def words_of(phrase: str) -> list[str]:
    """Return the words of a phrase, hyphens left out."""
    return [norm for norm in normal_forms(phrase) if is_word(norm) or norm[0].isdigit()]


def readings_of(rows: Iterable[Row], wanted: set[str]) -> dict[str, dict[str, float]]:
    """Return the cost of each wanted word as a reading of each observed word or phrase."""
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows:
        for tag in {"noun": ("NN", "NNS"), "verb": ("VB", "VBZ", "VBG", "VBD")}.get(row.pos, ("",)):
            for intended in inflections(row.intended, row.pos, tag):
                for observed in inflections(row.observed, row.pos, tag):
                    source, key = intended.lower(), " ".join(words_of(observed))
                    if source in wanted and key and key != source:
                        cost = RANK_COST[row.rank - 1] + (0.0 if row.dialect == "science" else OTHER_DIALECT)
                        out[key][source] = min(cost, out[key].get(source, cost))
    return out


def signs_of(rows: Iterable[Row], terms: Iterable[str]) -> set[str]:
    """Return the words that stand for technical words and are rare elsewhere: the cheap first look."""
    own = {word for words in terms for word in words.split(" ")}
    found = {row.observed.lower() for row in rows if row.dialect == "science" and row.observed.isalpha()}
    return {word for word in found - own if zipf(word) <= SIGN_ZIPF}


def main(argv: list[str] | None = None) -> int:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=FOLDER)
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args(argv)
    rows = list(read_rows(args.sources))
    terms = terms_of(args.sources / "terms")
    readings = readings_of(rows, {word for words in terms for word in words.split(" ")})
    lines, costs = [], []
    for observed in sorted(readings):
        likeliest = sorted(readings[observed].items(), key=lambda item: (item[1], item[0]))[:MOST_READINGS]
        lines.append("\t".join([observed, *(word for word, _ in likeliest)]))
        costs += [round(cost / STEP) for _, cost in likeliest]
    signs = sorted(signs_of(rows, terms))
    sections = {
        "terms": "\n".join(f"{words}\t{term}" for words, term in terms.items()).encode(),
        "readings": "\n".join(lines).encode(),
        "costs": np.array(costs, np.uint8).tobytes(),
        "signs": "\n".join(signs).encode(),
    }
    sizes = {"terms": len(terms), "observed": len(lines), "readings": len(costs), "signs": len(signs)}
    binary.write(args.output, "terms", sizes, sections, ("terms", "readings"))
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {sizes}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
