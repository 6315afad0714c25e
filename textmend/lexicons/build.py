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
from typing import NamedTuple

import numpy as np

from textmend import binary
from textmend.lexicons.frequency import zipf
from textmend.lexicons.guesses import Substitutes
from textmend.lexicons.inflect import FORMS, inflections
from textmend.lexicons.observations import KEPT, Counts, read_counts
from textmend.lexicons.priors import Priors, priors
from textmend.lexicons.rows import FOLDER, KINDS, WORDING_DIALECTS, Row, read_rows
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
# Pseudo-observations that these priors are worth beside the texts in which something was seen. On the dev sets with
# each text left out of the counts in turn, .5 to 6 are as good within a point; these know best what they have seen.
KNOWN_WEIGHT, LIST_WEIGHT = 0.7, 0.5
PACKED = ("starts", "kind", "texts")  # sections that a lexicon's file holds compressed
FORM_SHARE = 0.75  # of a surface form's mass goes to the rows written for just that form
MAX_TOKENS = 6  # of a phrase

Channel = dict[str, dict[str, tuple[float, str]]]  # intended → observed → P(observed | replaced), kind
Lists = dict[tuple[str, str], list[tuple[str, int, str]]]  # part of speech, tag → observed, rank, kind


def expand(rows: Iterable[Row]) -> dict[str, Channel]:
    """
    Return the channel of each wording dialect over surface forms.

    >>> channels = expand([Row("attempt", "verb", 1, "make an attempt", "expansion", "news")])
    >>> sorted(channels["news"])
    ['attempt', 'attempted', 'attempting', 'attempts']
    """
    lists: dict[str, dict[str, Lists]] = {dialect: {} for dialect in WORDING_DIALECTS}
    for row in rows:
        if row.dialect not in lists:
            continue
        for tag in FORMS[row.pos]:
            observed = inflections(row.observed, row.pos, tag)
            for intended in inflections(row.intended, row.pos, tag):
                own = lists[row.dialect].setdefault(intended, defaultdict(list))
                own[row.pos, tag] += [(form, row.rank, row.kind) for form in observed]
    return {
        dialect: {intended: _mixture(intended, found[intended]) for intended in sorted(found)}
        for dialect, found in lists.items()
    }


def _mixture(intended: str, lists: Lists) -> dict[str, tuple[float, str]]:
    """Return P(observed | intended) over all the lists that a surface form has in one dialect."""
    written = [name for name in lists if name[0] == "form"]
    made = [name for name in lists if name[0] != "form"]
    shares = {name: (FORM_SHARE if made else 1.0) / len(written) for name in written}
    shares |= {name: (1 - FORM_SHARE if written else 1.0) / len(made) for name in made}
    out: dict[str, tuple[float, str]] = {}
    own = normal_forms(intended)
    for name in sorted(lists):
        for observed, rank, kind in lists[name]:
            tokens = normal_forms(observed)
            if tokens == own or not 1 <= len(tokens) <= MAX_TOKENS or not 1 <= len(own) <= MAX_TOKENS:
                continue
            before = out.get(observed, (0.0, kind))
            out[observed] = (before[0] + shares[name] * RANK_PROBABILITY[rank - 1], before[1])
    return out


def known(intended: str, substitutes: int, seen: Mapping[str, int] | None = None, judged: float | None = None) -> float:
    """
    Return the probability that a spinner's dictionary has a headword for which an editor found so many substitutes.

    seen: in how many texts each substitute, and KEPT, stood in its place; judged: an editor's estimate, not ours.

    >>> known("development", 12) > known("riverbed", 3)
    True
    """
    if judged is not None:
        share = judged
    elif " " in intended:
        share = KNOWN_PHRASE
    else:
        share = float(np.interp(zipf(intended), list(KNOWN_BY_ZIPF), list(KNOWN_BY_ZIPF.values())))
        factor = next(odds for least, odds in reversed(KNOWN_ODDS_BY_LENGTH) if substitutes >= least)
        share = share * factor / (1 - share + share * factor)
    if not seen:
        return share
    total = sum(seen.values())
    return (share * KNOWN_WEIGHT + total - seen.get(KEPT, 0)) / (KNOWN_WEIGHT + total)


def sharpened(channel: Mapping[str, Substitutes], counts: Counts) -> Channel:
    """Return a channel with its probabilities sharpened by what was seen (MAP, the lists as Dirichlet priors)."""
    out = {intended: dict(substitutes) for intended, substitutes in channel.items()}
    by_lower = {intended.lower(): intended for intended in channel}
    for lower, seen in counts.items():
        intended = by_lower.get(lower, lower)
        before = channel.get(intended, {})
        replaced = {observed: count for observed, count in seen.items() if observed != KEPT}
        total = LIST_WEIGHT + sum(replaced.values())
        after = {o: (p * LIST_WEIGHT / total, kind) for o, (p, kind) in before.items()}
        spelled = {observed.lower(): observed for observed in before}
        for observed, count in replaced.items():
            o = spelled.get(observed, observed)
            p, kind = after.get(o, (0.0, "synonym"))
            after[o] = (p + count / total, kind)
        if after:
            out[intended] = after
    return {intended: out[intended] for intended in sorted(out)}


def shares_known(channel: Channel, counts: Counts, chances: Mapping[str, float]) -> dict[str, float]:
    """Return for each headword of a channel the probability that the spinner's dictionary has it."""
    return {text: known(text, len(channel[text]), counts.get(text.lower()), chances.get(text)) for text in channel}


class Pair(NamedTuple):
    """A headword behind an observed phrase: its quantised cost by dialect, and the kind of substitution by number."""

    costs: list[int]
    kind: int


def compile_channels(
    channels: Mapping[str, Channel], held: Mapping[str, Mapping[str, float]], fuzzy: bool = True
) -> tuple[dict[str, bytes], dict[str, int]]:
    """
    Return the sections of a lexicon file and its counts.

    channels: by dialect, which is a column of the file; held: for each, P(its spinner's dictionary has a headword);
    fuzzy: whether the file spells the single words that spinners print, for fuzzy look-up.
    """
    texts = sorted({intended for channel in channels.values() for intended in channel})
    strings = {intended: i for i, intended in enumerate(texts)}
    inverse: dict[int, dict[int, Pair]] = defaultdict(dict)
    for place, (dialect, channel) in enumerate(channels.items()):
        for intended, substitutes in channel.items():
            for observed, (probability, kind) in substitutes.items():
                found = inverse[phrase_key(normal_forms(observed))]
                pair = found.setdefault(strings[intended], Pair([255] * len(channels), KINDS.index(kind)))
                cost = int(np.clip(np.rint(-np.log(held[dialect][intended] * probability) / STEP), 0, 254))
                pair.costs[place] = min(cost, pair.costs[place])
    keys = sorted(inverse)
    rows = [row for k in keys for row in sorted(inverse[k].items(), key=lambda row: (min(row[1].costs), row[0]))]
    starts = np.cumsum([0] + [len(inverse[k]) for k in keys])
    heads: dict[int, list[int]] = defaultdict(lambda: [0] * len(channels))
    for place, dialect in enumerate(channels):
        for intended, share in held[dialect].items():
            heads[phrase_key(normal_forms(intended))][place] = round(255 * share)
    sections = {
        "observed": np.array(keys, np.uint64).tobytes(),
        "starts": starts.astype(np.uint32).tobytes(),
        "costs": np.array([pair.costs for _, pair in rows], np.uint8).tobytes(),
        "intended": np.array([intended for intended, _ in rows], np.uint16).tobytes(),
        "kind": np.array([pair.kind for _, pair in rows], np.uint8).tobytes(),
        "headwords": np.array(sorted(heads), np.uint64).tobytes(),
        "known": np.array([heads[key] for key in sorted(heads)], np.uint8).tobytes(),
        "texts": "\n".join(texts).encode(),
        "words": "\n".join(_words(channels) if fuzzy else ()).encode(),
    }
    counts = {"observed": len(keys), "pairs": len(rows), "intended": len(texts), "dialects": len(channels)}
    return sections, counts


def _words(channels: Mapping[str, Channel]) -> list[str]:
    """Return the single words that spinners print, as normal forms, sorted."""
    printed = {observed for channel in channels.values() for found in channel.values() for observed in found}
    return sorted({norms[0] for norms in map(normal_forms, printed) if len(norms) == 1 and norms[0].isalpha()})


def estimated_from(
    prior: Priors, counts: Mapping[str, Counts]
) -> tuple[dict[str, Channel], dict[str, dict[str, float]]]:
    """Return the channels and the shares of known headwords by dialect, from the priors and what was seen."""
    channels = {d: sharpened(channel, counts.get(d, {})) for d, channel in prior.channels.items()}
    return channels, {d: shares_known(channel, counts.get(d, {}), prior.judged[d]) for d, channel in channels.items()}


def estimated(folder: Path = FOLDER) -> tuple[dict[str, Channel], dict[str, dict[str, float]]]:
    """Return the channels and the shares of known headwords by dialect, from the sources and what was seen."""
    return estimated_from(priors(expand(read_rows(folder))), read_counts())


def main(argv: list[str] | None = None) -> int:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sources", type=Path, default=FOLDER)
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args(argv)
    sections, sizes = compile_channels(*estimated(args.sources))
    binary.write(args.output, "lexicon", sizes, sections, PACKED)
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {sizes}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
