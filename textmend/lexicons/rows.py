"""
The sources of the lexicon: tab-separated rows that a person can read and judge one at a time.

    intended   pos    rank  observed         kind         dialect
    attempt    verb   1     make an attempt  expansion    news

`intended` is what the author wrote, `observed` what the spinner prints for it, `rank` its place among the
substitutes (1 is the likeliest; the order is the channel's prior). A row of pos noun, verb, adj or adv
stands for all inflected forms of both sides; `form` stands for just these words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "sources"
HEADER = ("intended", "pos", "rank", "observed", "kind", "dialect")
KINDS = (
    "synonym",
    "wrong sense",
    "expansion",
    "contraction",
    "gloss leak",
    "function word",
    "phrase",
    "name",
    "template",
    "number",
)
WORDING_DIALECTS = ("news", "blog")  # of spinners that replace words anywhere
DIALECTS = (*WORDING_DIALECTS, "science")  # science: words of technical terms only
MAX_RANK = 14


class Row(NamedTuple):
    """One row of a source file."""

    intended: str
    pos: str
    rank: int
    observed: str
    kind: str
    dialect: str


def read_rows(folder: Path = FOLDER) -> Iterator[Row]:
    """Yield the rows of all source files in order; raises ValueError that names the file and line of a bad one."""
    for path in sorted(folder.glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        if tuple(lines[0].split("\t")) != HEADER:
            raise ValueError(f"{path.name}: the first line is {lines[0]!r}; it must name the columns {HEADER}")
        for number, line in enumerate(lines[1:], 2):
            cells = line.split("\t")
            if len(cells) != len(HEADER) or not cells[2].isdigit():
                raise ValueError(f"{path.name}:{number}: {line!r} is not a row of {HEADER}")
            yield Row(cells[0], cells[1], int(cells[2]), cells[3], cells[4], cells[5])
