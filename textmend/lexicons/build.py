"""
Build the lexicon: python -m textmend.lexicons.build

Reads sources/*.tsv, makes the inflected forms of both sides, turns ranks into channel probabilities
P(observed | intended), sharpens them by what was seen in marked texts (observed.tsv), and writes spun.lexicon. The same
sources make the same file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from textmend import binary
from textmend.lexicons.frequency import zipf
from textmend.lexicons.inflect import FORMS, inflections
from textmend.lexicons.observations import KEPT, Counts, read_counts
from textmend.lexicons.rows import DIALECTS, FOLDER, KINDS, Row, read_rows
from textmend.lexicons.store import PATH, STEP
from textmend.text.keys import phrase_key
from textmend.text.tokens import normal_forms

# P(a substitute | its headword is replaced) by its place in the editor's list: the places of the 801 substitutes of
# the marked development texts that are in our lists.
RANK_PROBABILITY = (0.66, 0.20, 0.05, 0.032, 0.013, 0.010, 0.006, 0.005, 0.004, 0.003, 0.003, 0.002, 0.002, 0.002)
# P(a spinner's dictionary has a headword) by the headword's Zipf frequency (log10 a billion words), from the shares of
# our headwords that were replaced in fully spun development texts; and the odds' factor by how many substitutes an
# editor found for it: who has many synonyms is in every thesaurus.
KNOWN_BY_ZIPF = {3.0: 0.12, 3.5: 0.18, 4.0: 0.33, 4.5: 0.57, 5.0: 0.64, 5.5: 0.67, 6.0: 0.48, 6.5: 0.06}
KNOWN_ODDS_BY_LENGTH = ((0, 0.5), (3, 0.7), (6, 1.0), (9, 1.5), (11, 2.5))
KNOWN_PHRASE = 0.5  # of a headword of several tokens
# Pseudo-observations that these priors are worth beside what was seen in marked texts; best on the dev sets with each
# text left out of the counts in turn, among .2 … 3.
KNOWN_WEIGHT, LIST_WEIGHT = 0.7, 0.3
FORM_SHARE = 0.75  # of a surface form's mass goes to the rows written for just that form
MAX_TOKENS = 6  # of a phrase

Channel = dict[str, dict[str, tuple[float, str, str]]]  # intended → observed → P(observed | replaced), kind, dialect


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


def known(intended: str, substitutes: int, seen: Mapping[str, int] | None = None) -> float:
    """
    Return the probability that a spinner's dictionary has a headword for which an editor found so many substitutes.

    seen: how often each substitute, and KEPT, was seen in its place.

    >>> known("development", 12) > known("riverbed", 3)
    True
    """
    if " " in intended:
        share = KNOWN_PHRASE
    else:
        share = float(np.interp(zipf(intended), list(KNOWN_BY_ZIPF), list(KNOWN_BY_ZIPF.values())))
        factor = next(odds for least, odds in reversed(KNOWN_ODDS_BY_LENGTH) if substitutes >= least)
        share = share * factor / (1 - share + share * factor)
    if not seen:
        return share
    total = sum(seen.values())
    return (share * KNOWN_WEIGHT + total - seen.get(KEPT, 0)) / (KNOWN_WEIGHT + total)


def sharpened(channel: Channel, counts: Counts) -> Channel:
    """Return the channel with its probabilities sharpened by what was seen (MAP, the lists as Dirichlet priors)."""
    out = dict(channel)
    by_lower = {intended.lower(): intended for intended in channel}
    for lower, seen in counts.items():
        intended = by_lower.get(lower, lower)
        before = channel.get(intended, {})
        replaced = {observed: count for observed, count in seen.items() if observed != KEPT}
        total = LIST_WEIGHT + sum(replaced.values())
        after = {o: (p * LIST_WEIGHT / total, kind, dialect) for o, (p, kind, dialect) in before.items()}
        spelled = {observed.lower(): observed for observed in before}
        for observed, count in replaced.items():
            o = spelled.get(observed, observed)
            p, kind, dialect = after.get(o, (0.0, "synonym", "news"))
            after[o] = (p + count / total, kind, dialect)
        if after:
            out[intended] = after
    return {intended: out[intended] for intended in sorted(out)}


def compile_channel(channel: Channel, counts: Counts) -> tuple[dict[str, bytes], dict[str, int]]:
    """Return the sections of the lexicon file and its counts."""
    strings = {intended: i for i, intended in enumerate(sorted(channel))}
    inverse: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    held = {text: known(text, len(channel[text]), counts.get(text.lower())) for text in channel}
    for intended, substitutes in channel.items():
        for observed, (probability, kind, dialect) in substitutes.items():
            cost = int(np.clip(np.rint(-np.log(held[intended] * probability) / STEP), 0, 255))
            inverse[phrase_key(normal_forms(observed))].append(
                (cost, strings[intended], KINDS.index(kind), DIALECTS.index(dialect))
            )
    keys = sorted(inverse)
    rows = [row for k in keys for row in sorted(inverse[k])]
    starts = np.cumsum([0] + [len(inverse[k]) for k in keys])
    texts = "\n".join(strings)
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    heads = {phrase_key(normal_forms(intended)): share for intended, share in held.items()}
    sections = {
        "observed": np.array(keys, np.uint64).tobytes(),
        "starts": starts.astype(np.uint32).tobytes(),
        "cost": np.array(columns[0], np.uint8).tobytes(),
        "intended": np.array(columns[1], np.uint32).tobytes(),
        "kind": np.array(columns[2], np.uint8).tobytes(),
        "dialect": np.array(columns[3], np.uint8).tobytes(),
        "headwords": np.array(sorted(heads), np.uint64).tobytes(),
        "known": np.array([round(255 * heads[key]) for key in sorted(heads)], np.uint8).tobytes(),
        "texts": texts.encode(),
    }
    return sections, {"observed": len(keys), "pairs": len(rows), "intended": len(strings)}


def main(argv: list[str] | None = None) -> int:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=FOLDER)
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args(argv)
    counts = read_counts()
    channel = sharpened(expand(read_rows(args.sources)), counts)
    sections, sizes = compile_channel(channel, counts)
    binary.write(args.output, "lexicon", sizes, sections)
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {sizes}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
