"""
Detection: python -m benchmarks.detection CLEAN.txt[.xz]… [--documents N] [--spun N]

Cuts the clean files into documents and counts the false alarms of assess(text).spun; spins some of them (simulate.py;
each with a spinner of its own) and counts those that are seen, by length in words and by the share of the spinner's
hits that it took.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import textmend
from benchmarks.harm import documents
from benchmarks.simulate import make_spinner, spin, spun
from textmend.lexicons.rows import WORDING_DIALECTS

ALARM = 0.5
LENGTHS = (25, 50, 100, 200, 500)
SHARES = (0.1, 0.25, 0.5, 0.75, 1.0)
SPINNERS = 10


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


def main() -> int:
    """Measure on the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, default=20_000, help="clean documents of 100 words or more")
    parser.add_argument("--spun", type=int, default=100, help="spun documents a cell")
    args = parser.parse_args()
    alarms = seen = 0
    for text in islice(texts(args.files, 200), args.documents):
        seen += 1
        alarms += textmend.assess(text).spun >= ALARM
    print(f"clean: {alarms} false alarms in {seen} documents of about 200 words")
    for dialect in WORDING_DIALECTS:
        spinners = [make_spinner(dialect, seed) for seed in range(SPINNERS)]
        print(f"{dialect}, recall by words (rows) and share taken", *(f"{share:6.2f}" for share in SHARES))
        for length in LENGTHS:
            row = []
            for share in SHARES:
                sample = list(islice(texts(args.files, length), args.spun))
                found = sum(
                    textmend.assess(spun(text, spin(text, spinners[i % SPINNERS], share, i))).spun >= ALARM
                    for i, text in enumerate(sample)
                )
                row.append(found / max(len(sample), 1))
            print(f"{length:42}", *(f"{value:6.2f}" for value in row), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
