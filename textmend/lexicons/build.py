"""
Build the lexicon: python -m textmend.lexicons.build

Reads sources/*.tsv, makes the inflected forms of both sides, turns ranks into channel probabilities
P(observed | intended), weighs each word and phrase as evidence of spinning, and writes spun.lexicon
and spun.signs. The same sources make the same files.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from textmend import binary
from textmend.lexicons.inflect import FORMS, inflections
from textmend.lexicons.rows import DIALECTS, FOLDER, KINDS, Row, read_rows
from textmend.lexicons.store import PATH, STEP
from textmend.text.keys import phrase_key
from textmend.text.tokens import normal_forms

# P(a substitute | its headword is replaced) by rank. The share of an editor's substitutes that a spinner's
# dictionary really holds falls by position as .95 .38 .15 .06 .04 .01 (measured on 149 sampled headwords);
# normalised, and with a longer tail for the forms that inflection adds.
RANK_PROBABILITY = (0.52, 0.20, 0.09, 0.05, 0.035, 0.025, 0.018, 0.013, 0.010, 0.008, 0.006, 0.005)
FORM_SHARE = 0.6  # of a surface form's mass goes to the rows written for just that form
MAX_TOKENS = 6  # of a phrase

Channel = dict[str, dict[str, tuple[float, str, str]]]  # intended → observed → probability, kind, dialect


def expand(rows: Iterable[Row]) -> Channel:
    """
    Return the channel over surface forms.

    >>> channel = expand([Row("attempt", "verb", 1, "make an attempt", "expansion", "news")])
    >>> sorted(channel)
    ['attempt', 'attempted', 'attempting', 'attempts']
    """
    lists: dict[str, dict[tuple[str, str, str], list[tuple[str, int, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        for tag in FORMS[row.pos]:
            observed = inflections(row.observed, row.pos, tag)
            for intended in inflections(row.intended, row.pos, tag):
                lists[intended][(row.pos, tag, row.dialect)] += [(form, row.rank, row.kind) for form in observed]
    return {intended: _mixture(intended, lists[intended]) for intended in sorted(lists)}


def _mixture(
    intended: str, lists: dict[tuple[str, str, str], list[tuple[str, int, str]]]
) -> dict[str, tuple[float, str, str]]:
    """Return P(observed | intended) over all the lists that a surface form has."""
    written = [name for name in lists if name[0] == "form"]
    made = [name for name in lists if name[0] != "form"]
    shares = {name: (FORM_SHARE if made else 1.0) / len(written) for name in written}
    shares |= {name: (1 - FORM_SHARE if written else 1.0) / len(made) for name in made}
    out: dict[str, tuple[float, str, str]] = {}
    own = normal_forms(intended)
    for name in sorted(lists):
        for observed, rank, kind in lists[name]:
            tokens = normal_forms(observed)
            if tokens == own or not 1 <= len(tokens) <= MAX_TOKENS or not 1 <= len(own) <= MAX_TOKENS:
                continue
            before = out.get(observed, (0.0, kind, name[2]))
            out[observed] = (before[0] + shares[name] * RANK_PROBABILITY[rank - 1], before[1], before[2])
    return out


def compile_channel(channel: Channel) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return the sections of the lexicon file and its counts."""
    strings = {intended: i for i, intended in enumerate(sorted(channel))}
    inverse: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    for intended, substitutes in channel.items():
        for observed, (probability, kind, dialect) in substitutes.items():
            cost = int(np.clip(np.rint(-np.log(probability) / STEP), 0, 255))
            inverse[phrase_key(normal_forms(observed))].append(
                (cost, strings[intended], KINDS.index(kind), DIALECTS.index(dialect))
            )
    keys = sorted(inverse)
    rows = [row for k in keys for row in sorted(inverse[k])]
    starts = np.cumsum([0] + [len(inverse[k]) for k in keys])
    texts = "\n".join(strings)
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    heads = sorted({phrase_key(normal_forms(intended)) for intended in channel})
    sections = {
        "observed": np.array(keys, np.uint64).tobytes(),
        "starts": starts.astype(np.uint32).tobytes(),
        "cost": np.array(columns[0], np.uint8).tobytes(),
        "intended": np.array(columns[1], np.uint32).tobytes(),
        "kind": np.array(columns[2], np.uint8).tobytes(),
        "dialect": np.array(columns[3], np.uint8).tobytes(),
        "headwords": np.array(heads, np.uint64).tobytes(),
        "texts": texts.encode(),
    }
    return sections, {"observed": len(keys), "pairs": len(rows), "intended": len(strings)}


def main(argv: list[str] | None = None) -> int:
    """Build both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=FOLDER)
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args(argv)
    channel = expand(read_rows(args.sources))
    sections, counts = compile_channel(channel)
    binary.write(args.output, "lexicon", counts, sections)
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {counts}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
