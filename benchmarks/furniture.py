"""
The furniture model on pages with known bodies: python -m benchmarks.furniture PAGES.jsonl.xz [--write] [--folds N]

PAGES has a row a page: its body as people marked it ("gold"), its "url", and its text as several extractors gave it.
A line is the article's if its words stand in the body, or if it is the headline (the words of the address).
Prints, for each extractor, what share of the other lines' characters would go and how many lines of the article, with
the weights estimated on other pages (folds by page), and how sure each way of telling is. --write estimates the
weights on all pages and writes textmend/furniture/weights.tsv.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from rapidfuzz import fuzz

from textmend.furniture.blocks import told_lines
from textmend.furniture.features import features_of
from textmend.furniture.lines import is_on_paper, lines_of
from textmend.furniture.model import PATH, log_odds
from textmend.furniture.page import Page
from textmend.text import Document, Span, touches

EXTRACTORS = ("html_text", "trafilatura", "newspaper", "readability", "boilerpipe")
SHORT = 40  # characters of a line that may stand in the body by chance
RIDGE = 2.0  # of the logistic regression
RAW_WEIGHT = 0.5  # of a line of a raw page: there are so many


class Sample(NamedTuple):
    """One page as one extractor gave it, with what each line is."""

    page: int
    extractor: str
    document: Document
    lines: Page
    features: list[list[str]]
    article: list[bool]  # as benchmarks judge
    known: list[bool | None]  # whether furniture, for estimation; None where that is not clear


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def samples(path: Path) -> list[Sample]:
    """Return all pages of a file as all extractors gave them."""
    with lzma.open(path, "rt", encoding="utf-8") as source:
        pages = [json.loads(line) for line in source]
    return [sample(number, page, name) for number, page in enumerate(pages) for name in EXTRACTORS if page.get(name)]


def sample(number: int, page: dict[str, Any], extractor: str) -> Sample:
    """Return one page as one extractor gave it."""
    document = Document(page[extractor])
    lines = Page(lines_of(document.text))
    body = f" {' '.join(words(page['gold']))} "
    body_lines = {" ".join(words(line)) for line in page["gold"].splitlines()}
    address = set(re.findall(r"[a-z]{3,}", page["url"].split("//")[-1].partition("/")[2].lower()))
    article, known = [], []
    for line in lines.lines:
        own = " ".join(words(line.text))
        inside = bool(own) and (f" {own} " in body if len(own) < SHORT else fuzz.partial_ratio(own, body) >= 90)
        article.append(inside)
        long_words = re.findall(r"[a-z]{3,}", line.text.lower())
        headline = len(long_words) >= 3 and sum(word in address for word in long_words) >= 0.6 * len(long_words)
        chance = inside and len(line.text) < SHORT and own not in body_lines
        known.append(False if headline else None if chance else not inside)
    return Sample(number, extractor, document, lines, features_of(lines), article, known)


def estimate(training: Iterable[Sample]) -> dict[str, float]:
    """Return the weights of a logistic regression, by Newton's method."""
    rows = [
        (features, known, RAW_WEIGHT if sample.extractor == "html_text" else 1.0)
        for sample in training
        for features, known in zip(sample.features, sample.known, strict=True)
        if known is not None
    ]
    names = {name: i for i, name in enumerate(sorted({name for features, _, _ in rows for name in features}))}
    matrix = np.zeros((len(rows), len(names)))
    for row, (features, _, _) in zip(matrix, rows, strict=True):
        row[[names[name] for name in features]] = 1
    target = np.array([known for _, known, _ in rows], dtype=float)
    weight = np.array([weight for _, _, weight in rows])
    beta = np.zeros(len(names))
    for _ in range(30):
        likely = 1 / (1 + np.exp(-matrix @ beta))
        curve = (matrix * (weight * likely * (1 - likely) + 1e-6)[:, None]).T @ matrix + RIDGE * np.eye(len(names))
        step = np.linalg.solve(curve, matrix.T @ (weight * (target - likely)) - RIDGE * beta)
        beta += step
        if abs(step).max() < 1e-6:
            break
    return {name: float(beta[i]) for name, i in names.items()}


def removed(sample: Sample, weights: dict[str, float]) -> list[str]:
    """Return how each line of a page would be told with some weights; empty where it stays."""
    told = told_lines(sample.lines, log_odds(sample.lines, weights))
    kept = sample.document.irremovable
    return [
        "" if touches(Span(line.start, line.end), kept) else how
        for line, how in zip(sample.lines.lines, told, strict=True)
    ]


def held_out(everything: Sequence[Sample], folds: int) -> list[tuple[Sample, list[str]]]:
    """Return how the lines of each page are told with weights estimated on other pages."""
    out = []
    for fold in range(folds):
        weights = estimate(sample for sample in everything if sample.page % folds != fold)
        out += [(sample, removed(sample, weights)) for sample in everything if sample.page % folds == fold]
    return out


def report(results: Sequence[tuple[Sample, list[str]]]) -> None:
    """Print the figures of each extractor, and of each way of telling."""
    ways: Counter[tuple[str, bool]] = Counter()
    for extractor in EXTRACTORS:
        figures: Counter[str] = Counter()
        for sample, told in results:
            if sample.extractor == extractor:
                for line, how, article in zip(sample.lines.lines, told, sample.article, strict=True):
                    figures["article" if article else "residue"] += 1 if article else len(line.text)
                    if how:
                        figures["harmed" if article else "removed"] += 1 if article else len(line.text)
                        ways[how, article] += 1
        share = figures["removed"] / max(1, figures["residue"])
        harmed = figures["harmed"] / max(1, figures["article"])
        print(f"{extractor:12} removed {share:.3f} of the characters, {figures['harmed']} article lines ({harmed:.5f})")
    for way in sorted({way for way, _ in ways}):
        right, wrong = ways[way, False], ways[way, True]
        print(f"told by {way:6} {right} lines right, {wrong} wrong: {right / (right + wrong):.4f}")


def main() -> int:
    """Measure, and write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--scans", type=Path, nargs="*", default=[], help='count what is on paper in such rows ("ocr")')
    args = parser.parse_args()
    everything = samples(args.pages)
    report(held_out(everything, args.folds))
    paper = [sample for sample in everything if is_on_paper(sample.document.text)]
    print(f"on paper: {len(paper)} of {len(everything)} texts, of pages {sorted({sample.page for sample in paper})}")
    for path in args.scans:
        with lzma.open(path, "rt", encoding="utf-8") as source:
            scans = [is_on_paper(json.loads(line)["ocr"]) for line in source]
        print(f"on paper: {sum(scans)} of {len(scans)} scans of {path.name}")
    if args.write:
        rows = (f"{name}\t{weight:.3f}\n" for name, weight in sorted(estimate(everything).items()))
        PATH.write_text("feature\tweight\n" + "".join(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
