"""
Detection: python -m benchmarks.detection [CLEAN.txt[.xz]…] [--news MARKED…] [--blog MARKED…] [--spun N]
    [--first-read MARKED…] [--second-read MARKED…]

Cuts the clean files into documents of about 100 and 200 words and counts the false alarms of assess(text).spun; spins
some of them (simulate.py; each with a spinner of its own) and counts those that are seen, by length in words and by the
share of the spinner's hits that it took. Texts in which a spinner knows less than a word in ten are not spun: lists of
names stay nearly as they are.

Marked texts are cut at the ends of sentences into pieces of these lengths; each is looked at as it is (was it seen?)
and mended (a false alarm?), with a lexicon and signs that were built without its own text's counts (left_out.py).
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import islice
from pathlib import Path

import textmend
from benchmarks.harm import documents
from benchmarks.left_out import add_texts, lexicons, texts_of
from benchmarks.marks import original, parse
from benchmarks.simulate import Spinner, make_spinner, spin, spun
from textmend.lexicons.rows import WORDING_DIALECTS

ALARM = 0.5
CLEAN_LENGTHS = (100, 200)
LENGTHS = (25, 50, 100, 200, 500)
SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)
SPINNERS = 10
FEWEST_HITS = 0.1  # of a text's words
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?![^⟦]*⟧)|\n+(?![^⟦]*⟧)")  # outside marks


def texts(paths: list[Path], words: int) -> Iterator[str]:
    """Yield documents of about so many words from all files in turn."""
    sources = [(text for text, count in documents(path, words) if count < 3 * words) for path in paths]
    while sources:
        for source in list(sources):
            text = next(source, None)
            if text is None:
                sources.remove(source)
            else:
                yield text


def spinnable(paths: list[Path], words: int, spinners: list[Spinner]) -> Iterator[tuple[str, Spinner, int]]:
    """Yield documents in which a spinner finds enough to replace, each with the spinner and a seed."""
    for i, text in enumerate(texts(paths, words)):
        spinner = spinners[i % len(spinners)]
        if len(spin(text, spinner, 1.0, i)) >= FEWEST_HITS * len(text.split()):
            yield text, spinner, i


def pieces(marked: str, words: int) -> Iterator[str]:
    """
    Yield a marked text in pieces of whole sentences, each of so many words or little more.

    >>> list(pieces("A ⟦pal. Or⇒friend⟧ of mine. He left. Gone.", 3))
    ['A ⟦pal. Or⇒friend⟧ of mine.', 'He left. Gone.']
    """
    own: list[str] = []
    for sentence in SENTENCE_END.split(marked):
        own.append(sentence)
        if len(parse(" ".join(own))[0].split()) >= words:
            yield " ".join(own)
            own = []


def alarm(text: str) -> bool:
    """Tell whether a text is taken for spun."""
    return textmend.assess(text).spun >= ALARM


def clean(paths: list[Path], most: int) -> None:
    """Print the false alarms in clean documents."""
    for words in CLEAN_LENGTHS:
        found = [alarm(text) for text in islice(texts(paths, words), most)]
        print(f"clean: {sum(found)} false alarms in {len(found)} documents of about {words} words", flush=True)


def simulated(paths: list[Path], most: int) -> None:
    """Print the recall on spun documents."""
    for dialect in WORDING_DIALECTS:
        spinners = [make_spinner(dialect, seed) for seed in range(SPINNERS)]
        print(f"{dialect}, recall by words (rows) and share taken", *(f"{share:6.2f}" for share in SHARES))
        for length in LENGTHS:
            sample = list(islice(spinnable(paths, length, spinners), most))
            row = [
                sum(alarm(spun(text, spin(text, spinner, share, seed))) for text, spinner, seed in sample)
                for share in SHARES
            ]
            print(f"{length:42}", *(f"{found / max(len(sample), 1):6.2f}" for found in row), flush=True)


def real(marked: dict[Path, str], read: Mapping[str, Collection[Path]]) -> None:
    """Print the recall on pieces of marked texts, and the false alarms on what their authors wrote."""
    count: Counter[tuple[str, int, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for path, dialect in lexicons(marked, Path(folder), read):
            for length in LENGTHS:
                for piece in pieces(path.read_text(encoding="utf-8"), length):
                    count[dialect, length, "pieces"] += 1
                    count[dialect, length, "seen"] += alarm(parse(piece)[0])
                    count[dialect, length, "alarms"] += alarm(original(piece))
    for dialect, length, name in sorted(count):
        if name == "pieces":
            seen, alarms = count[dialect, length, "seen"], count[dialect, length, "alarms"]
            print(
                f"{dialect}, marked texts in pieces of {length} words: {seen} of {count[dialect, length, name]} seen, "
                f"{alarms} false alarms where they are mended"
            )


def main() -> int:
    """Measure on the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    add_texts(parser)
    parser.add_argument("--documents", type=int, default=20_000, help="clean documents of each length")
    parser.add_argument("--spun", type=int, default=100, help="spun documents a cell")
    args = parser.parse_args()
    if args.files:
        simulated(args.files, args.spun)
        clean(args.files, args.documents)
    real(*texts_of(args))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
