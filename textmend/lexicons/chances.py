"""
How probable it is that news spinners' dictionaries have a word, as two editors judge it.

    headword  first  second
    said      9      9       surely replaced
    weeks     1      0       hardly ever

The editors gave their digits after reading what a spinner did in some articles, each in other ones; what a digit of
theirs is worth was then counted in the articles that they had not seen.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import exp, log
from pathlib import Path

PATH = Path(__file__).parent / "chances.tsv"
EDITORS = ("first", "second")
HEADER = "\t".join(("headword", *EDITORS))
# By editor, the share of headwords of each digit that were replaced in fully spun texts new to the editor, smoothed.
KNOWN_BY_DIGIT = (
    (0.06, 0.06, 0.08, 0.10, 0.18, 0.30, 0.62, 0.86, 0.92, 0.93),
    (0.05, 0.06, 0.10, 0.30, 0.42, 0.52, 0.62, 0.75, 0.90, 0.94),
)


def read_chances(path: Path = PATH, editors: Collection[str] = EDITORS) -> dict[str, float]:
    """
    Return P(a spinner's dictionary has it) of each headword that some editors judged.

    Raises ValueError that names a bad line.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0] != HEADER:
        raise ValueError(f"{path.name}: the first line is {lines[0]!r}; it must be {HEADER!r}")
    out = {}
    for number, line in enumerate(lines[1:], 2):
        headword, *digits = line.split("\t")
        if (
            len(digits) != len(KNOWN_BY_DIGIT)
            or not any(digits)
            or not all(d == "" or d in "0123456789" for d in digits)
        ):
            raise ValueError(f"{path.name}:{number}: {line!r} is not a row of {HEADER!r}")
        rows = zip(EDITORS, KNOWN_BY_DIGIT, digits, strict=True)
        if judged := [table[int(digit)] for editor, table, digit in rows if digit and editor in editors]:
            out[headword] = together(judged)
    return out


def together(shares: Sequence[float]) -> float:
    """Return the probability whose log-odds are the mean of those given."""
    mean = sum(log(share / (1.0 - share)) for share in shares) / len(shares)
    return 1.0 / (1.0 + exp(-mean))
