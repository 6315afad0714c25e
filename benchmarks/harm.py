"""
Harm to clean text: python -m benchmarks.harm FILE[.xz]… [--words N] [--limit N] [--skip N] [--show N]

Cuts each file into documents of about --words words at line ends, repairs them, and counts the edits: in clean
text every one is harm. --skip leaves out so many words at the beginning (to measure on others than before).
"""

from __future__ import annotations

import argparse
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import textmend


def documents(path: Path, words: int) -> Iterator[tuple[str, int]]:
    """Yield documents of about so many words, and how many each has."""
    opener: Any = lzma.open if path.suffix == ".xz" else open
    lines, count = [], 0
    with opener(path, "rt", encoding="utf-8", errors="replace", newline="") as source:
        for line in source:
            lines.append(line)
            count += len(line.split())
            if count >= words:
                yield "".join(lines), count
                lines, count = [], 0
    if count:
        yield "".join(lines), count


def harm(path: Path, words: int, limit: int | None, skip: int, show: int) -> dict[str, float]:
    """Return what was done to one file of clean text."""
    seen = repaired = touched = edits = documents_read = 0
    for text, count in documents(path, words):
        seen += count
        if seen <= skip:
            continue
        repair = textmend.repair(text)
        documents_read += 1
        repaired += count
        touched += bool(repair.edits)
        edits += len(repair.edits)
        for edit in repair.edits[: max(0, show - edits + len(repair.edits))]:
            before, after = text[max(0, edit.start - 40) : edit.start], text[edit.end : edit.end + 40]
            print(f"{edit.confidence:.2f} {before!r} [{edit.observed} → {edit.replacement}] {after!r}")
        if limit and repaired >= limit:
            break
    return {
        "documents": documents_read,
        "words": repaired,
        "documents touched": touched,
        "edits": edits,
        "edits a million words": round(1e6 * edits / max(repaired, 1), 1),
    }


def main() -> int:
    """Measure the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--words", type=int, default=400)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    for path in args.files:
        result = harm(path, args.words, args.limit, args.skip, args.show)
        print(path.name, "  ".join(f"{name}: {value}" for name, value in result.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
