"""
How probable it is that news spinners' dictionaries have a word, as editors judge it.

    headword  chance
    said      9       surely replaced
    weeks     1       hardly ever

The digits were given by editors who had read what a spinner did in some articles; what each digit is worth was then
counted in other articles (KNOWN_BY_CHANCE).
"""

from __future__ import annotations

from pathlib import Path

PATH = Path(__file__).parent / "chances.tsv"
HEADER = "headword\tchance"
# The share of headwords of each digit that were replaced in fully spun texts that the editors had not seen, smoothed.
KNOWN_BY_CHANCE = (0.06, 0.06, 0.08, 0.10, 0.18, 0.30, 0.62, 0.86, 0.92, 0.93)


def read_chances(path: Path = PATH) -> dict[str, float]:
    """Return P(a spinner's dictionary has it) of each headword judged; raises ValueError that names a bad line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines[0] != HEADER:
        raise ValueError(f"{path.name}: the first line is {lines[0]!r}; it must be {HEADER!r}")
    out = {}
    for number, line in enumerate(lines[1:], 2):
        headword, _, digit = line.partition("\t")
        if len(digit) != 1 or not digit.isdigit():
            raise ValueError(f"{path.name}:{number}: {line!r} is not a row of {HEADER!r}")
        out[headword] = KNOWN_BY_CHANCE[int(digit)]
    return out
