"""
Build the thesaurus lexicon: python -m textmend.lexicons.build_thesaurus FOLDER

FOLDER holds WordNet 3.0's data.noun, data.verb, data.adj and data.adv (Princeton University; see NOTICE.txt). A
thesaurus spinner prints, for a word in any sense and inflected or not, another word of one of its synsets, or of one
directly below or beside it. Writes thesaurus.lexicon; the same input makes the same file.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from textmend import binary
from textmend.lexicons.build import PACKED, Channel, compile_channels
from textmend.lexicons.frequency import zipf
from textmend.lexicons.inflect import BASE, FORMS, inflections
from textmend.lexicons.store import THESAURUS
from textmend.text.tokens import normal_forms

FILES = ("noun", "verb", "adj", "adv")
POS = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
NEAR = ("~", "&")  # pointers to hyponyms and to similar adjectives
# P(a substitute is in a synset of the word), and in one near it: 52 and about 6 of 61 in the marked development texts.
IN_SYNSET, NEAR_SYNSET = 0.85, 0.15
INFLECTED = 0.85  # P(a substitute has the word's inflection); else it stands uninflected: elector for voters
# What spinners replace is common: rarer words (Zipf frequency) and pairs of less probability only make the file larger.
COMMON, PROBABLE = 3.3, 0.006
MAX_TOKENS = 4
MARKER = re.compile(r"\((?:a|p|ip)\)$")  # of an adjective's place: (p) predicative
WORD = re.compile(r"[a-z]+")

Key = tuple[str, str]


class Synset(NamedTuple):
    """The words of one meaning, and the synsets near it."""

    pos: str
    words: tuple[str, ...]
    near: tuple[Key, ...]


def read_synsets(folder: Path) -> dict[Key, Synset]:
    """Return WordNet's synsets by part of speech and offset (the format of wndb(5WN))."""
    return {
        key: synset
        for name in FILES
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines()
        if not line.startswith("  ")  # the licence
        for key, synset in [_synset(line.split(" "))]
    }


def _synset(fields: list[str]) -> tuple[Key, Synset]:
    count = int(fields[3], 16)
    words = tuple(MARKER.sub("", fields[4 + 2 * i]).replace("_", " ") for i in range(count))
    at = 4 + 2 * count
    pointers = [fields[at + 1 + 4 * i : at + 4 + 4 * i] for i in range(int(fields[at]))]
    near = tuple((POS[pos], offset) for symbol, offset, pos in pointers if symbol in NEAR)
    return (POS[fields[2]], fields[0]), Synset(POS[fields[2]], words, near)


def substitutes(synsets: dict[Key, Synset]) -> Iterator[tuple[str, str, dict[str, float]]]:
    """Yield each common word with its part of speech and P(each substitute | it is replaced)."""
    own: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)  # in the order of WordNet's files
    near: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for synset in synsets.values():
        others = [word for key in synset.near for word in synsets[key].words]
        for word in synset.words:
            if WORD.fullmatch(word) and zipf(word) >= COMMON - 0.3:  # an inflected form may be commoner
                own[word, synset.pos].update(dict.fromkeys(o for o in synset.words if o.lower() != word))
                near[word, synset.pos].update(dict.fromkeys(o for o in others if o.lower() != word))
    for (word, pos), inside in own.items():
        beside = [other for other in near[word, pos] if other not in inside]
        share = IN_SYNSET if inside and beside else 1.0
        found = {other: share / len(inside) for other in inside}
        found |= {other: NEAR_SYNSET / len(beside) for other in beside}
        yield word, pos, found


def channel_of(synsets: dict[Key, Synset]) -> Channel:
    """Return P(observed | intended, replaced) over surface forms."""
    channel: Channel = defaultdict(dict)
    for word, pos, found in substitutes(synsets):
        for tag in FORMS[pos]:
            for intended in inflections(word, pos, tag):
                if zipf(intended) < COMMON:
                    continue
                for observed, probability in _forms(found, pos, tag):
                    if probability >= PROBABLE and _fits(intended, observed):
                        before = channel[intended].get(observed, (0.0, ""))[0]
                        channel[intended][observed] = (max(before, probability), "wrong sense")
    return {intended: channel[intended] for intended in sorted(channel) if channel[intended]}


def _forms(found: dict[str, float], pos: str, tag: str) -> Iterator[tuple[str, float]]:
    for word, probability in found.items():
        for form in inflections(word, pos, tag):
            yield form, probability * INFLECTED
        if tag not in BASE:
            yield word, probability * (1 - INFLECTED)


def _fits(intended: str, observed: str) -> bool:
    norms = normal_forms(observed)
    return 1 <= len(norms) <= MAX_TOKENS and norms != [intended]


def main(argv: list[str] | None = None) -> int:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, default=THESAURUS)
    args = parser.parse_args(argv)
    channel = channel_of(read_synsets(args.folder))
    sections, sizes = compile_channels({"thesaurus": channel}, {"thesaurus": dict.fromkeys(channel, 1.0)}, fuzzy=False)
    binary.write(args.output, "lexicon", sizes, sections, PACKED)
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {sizes}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
