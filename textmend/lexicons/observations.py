"""
What spinners were seen to do to headwords: counts from marked texts, which sharpen the editors' lists.

    dialect  intended   observed   count
    news     said       mentioned  6
    news     with                  5       left as it was

A count is the number of texts in which it was seen. Written by `python -m benchmarks.observe MARKED…` from texts whose
originals are known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

PATH = Path(__file__).parent / "observed.tsv"
HEADER = "dialect\tintended\tobserved\tcount"
KEPT = ""

Counts = Mapping[str, Mapping[str, int]]  # intended → observed (KEPT: left as it was) → in how many texts


def read_counts(path: Path = PATH) -> dict[str, Counts]:
    """Return the counts by dialect; raises ValueError that names the line of a bad row."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0] != HEADER:
        raise ValueError(f"{path.name}: the first line is {lines[0]!r}; it must be {HEADER!r}")
    counts: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != 4 or not cells[3].isdigit():
            raise ValueError(f"{path.name}:{number}: {line!r} is not a row of {HEADER!r}")
        counts[cells[0]][cells[1]][cells[2]] = int(cells[3])
    return dict(counts)


def write_counts(rows: Iterable[tuple[str, str, str, int]], path: Path = PATH) -> None:
    """Write the counts, sorted."""
    lines = [f"{dialect}\t{intended}\t{observed}\t{count}" for dialect, intended, observed, count in sorted(rows)]
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
