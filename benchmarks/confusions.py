"""
Estimate what scanners read for what: python -m benchmarks.confusions ROWS.jsonl[.xz] … [--part 0|1] [--output FILE]

Rows are {"id", "ocr", "gold"}. Their letters are aligned; each run of letters that was
read as something else is counted. Writes intended, observed and cost (-ln of the share of the intended letters that
were read so) of what was seen at least LEAST times: textmend/lexicons/confusions.tsv. --part takes every
second row only (the rows of a source text together), so that the others can measure.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

OUTPUT = Path(__file__).parent.parent / "textmend" / "lexicons" / "confusions.tsv"
LEAST = 2  # occurrences from which a confusion is listed
LONGEST = 3  # letters of either side


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a file."""
    opener: Any = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def part_of(row: dict[str, str]) -> int:
    """Return the half that a row is in, by the text that it is a scan of."""
    return zlib.crc32(row["id"].rsplit("/", 1)[-1].encode()) >> 10 & 1


def folded(text: str) -> str:
    """Return a text in lower case on one line, with straight apostrophes and line-end hyphens taken back."""
    return " ".join(re.sub(r"[-¬\u00ad]\s*\n\s*", "", text.lower().replace("’", "'")).split())


def confusions(observed: str, intended: str) -> Iterator[tuple[str, str]]:
    """
    Yield what was read for what in a text: intended and observed letters.

    >>> list(confusions("govemment", "government"))
    [('rn', 'm')]
    >>> list(confusions("tbe", "the"))
    [('h', 'b')]
    """
    start: tuple[int, int] | None = None
    end = (0, 0)
    for kind, a, b, c, d in [*Levenshtein.opcodes(observed, intended), ("equal", *[len(observed)] * 2, 0, 0)]:
        if kind == "equal":
            if start is not None:
                yield intended[start[1] : end[1]], observed[start[0] : end[0]]
            start = None
        else:
            start = start or (a, c)
            end = (b, d)


def costs(rows: Iterable[dict[str, str]]) -> dict[tuple[str, str], float]:
    """Return the cost in nats of each confusion that was seen often enough."""
    read: Counter[tuple[str, str]] = Counter()
    written: Counter[str] = Counter()
    for row in rows:
        observed, intended = folded(row["ocr"]), folded(row["gold"])
        for length in range(LONGEST + 1):
            written.update(intended[i : i + length] for i in range(len(intended) - length + 1))
        read.update(confusions(observed, intended))
    return {
        pair: -math.log(count / written[pair[0]])
        for pair, count in read.items()
        if count >= LEAST and max(map(len, pair)) <= LONGEST and usable(*pair)
    }


def usable(intended: str, observed: str) -> bool:
    """Tell whether a confusion is of English letters, and not about digits."""
    letters = all(c in "abcdefghijklmnopqrstuvwxyz'" for c in intended)
    return letters and not any(c.isspace() for c in observed) and sum(c.isdigit() for c in observed) <= 1


def main() -> int:
    """Estimate and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--part", type=int, choices=(0, 1))
    parser.add_argument("--output", type=Path, default=OUTPUT)
    args = parser.parse_args()
    rows = (row for path in args.rows for row in read_rows(path) if args.part in (None, part_of(row)))
    table = sorted((intended, observed, cost) for (intended, observed), cost in costs(rows).items())
    lines = ["intended\tobserved\tcost", *(f"{a}\t{b}\t{cost:.2f}" for a, b, cost in table)]
    args.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{args.output.name}: {len(table)} confusions")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
