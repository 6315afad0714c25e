"""
Accuracy on marked texts: python -m benchmarks.accuracy [FILE…] [--misses] [--json] [--model neural]

Without files, the spun seed. Prints, for all files together, the share of required spans repaired, the share
of edits that are right, edits to clean words, and word error rates against the original before and after.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import textmend
from benchmarks.marks import figures, judge, parse, summary
from benchmarks.remembering import remember_neural
from textmend.config import MODELS

GOLD = Path(__file__).parent.parent / "seeds" / "gold"
SPUN = [GOLD / "003.gold.txt"]


def score(paths: Iterable[Path], model: str = "ngram") -> dict[str, float]:
    """Return the figures of marked files, summed."""
    count: Counter[str] = Counter()
    for path in paths:
        marked = path.read_text(encoding="utf-8")
        repair = textmend.repair(parse(marked)[0], model=model)
        count += figures(marked, repair.edits, repair.text)
    return summary(count)


def show_misses(path: Path, model: str = "ngram") -> None:
    """Print what went wrong in one file."""
    damaged, marks = parse(path.read_text(encoding="utf-8"))
    for verdict in judge(damaged, marks, textmend.repair(damaged, model=model).edits):
        if verdict.kind != "right":
            wanted = " + ".join("¦".join(mark.accepted) for mark in verdict.marks)
            print(f"{path.name}\t{verdict.kind}\t{verdict.observed!r}\t{verdict.repaired!r}\t{wanted}")


def main() -> int:
    """Score the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=SPUN)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0])
    args = parser.parse_args()
    if args.model == "neural":
        remember_neural()
    if args.misses:
        for path in args.files:
            show_misses(path, args.model)
    result = score(args.files, args.model)
    print(json.dumps(result) if args.json else "\n".join(f"{name:16} {value}" for name, value in result.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
