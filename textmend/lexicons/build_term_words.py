"""
Build the words that may stand for words of terms: python -m textmend.lexicons.build_term_words FILE

FILE is words.txt of the Moby Thesaurus (Grady Ward, public domain; in the npm package `moby`). Paraphrasing robots take
any word that a broad thesaurus has beside the right one (`optical pellucidity` for optical transparency). Reads the
technical terms of sources/terms and writes term_words.lexicon; the same input makes the same file.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import exp
from pathlib import Path

from textmend import binary
from textmend.lexicons.build import PACKED, Channel, compile_channels
from textmend.lexicons.build_terms import NAMES, TERMS, terms_of
from textmend.lexicons.frequency import zipf
from textmend.lexicons.inflect import inflections
from textmend.lexicons.store import TERM_WORDS

ONE_WAY = exp(-1.0)  # where only the substitute's own list has the word; best of 0.5 and 1 nat on the abstracts
COMMON = 2.3  # Zipf frequency below which a substitute is not worth its place

Lists = Mapping[str, tuple[str, ...]]


def read_lists(path: Path) -> Lists:
    """Return the words beside each headword, in lower case."""
    lines = (line.lower().split(",") for line in path.read_text(encoding="utf-8", errors="replace").split("\n"))
    return {head.strip(): tuple(word.strip() for word in words) for head, *words in lines if words}


def channel_of(lists: Lists, wanted: set[str]) -> Channel:
    """Return P(observed | intended, replaced) of the wanted words and their plurals."""
    channel: Channel = defaultdict(dict)
    for intended, observed, probability in _pairs(lists, wanted):
        for one, other in ((intended, observed), *_plurals(intended, observed)):
            if one in wanted:
                before = channel[one].get(other, (0.0, ""))[0]
                channel[one][other] = (max(before, probability), "wrong sense")
    return {intended: channel[intended] for intended in sorted(channel)}


def _pairs(lists: Lists, wanted: set[str]) -> Iterator[tuple[str, str, float]]:
    """Yield each wanted word with its substitutes: one word each, not too rare, as likely as its list is short."""
    for head, words in lists.items():
        for word in words:
            if head in wanted and _usable(word):
                yield head, word, 1 / len(words)
            if word in wanted and _usable(head):
                yield word, head, ONE_WAY / len(lists.get(word, words))


def _usable(word: str) -> bool:
    return word.isascii() and word.isalpha() and zipf(word) >= COMMON


def _plurals(intended: str, observed: str) -> Iterator[tuple[str, str]]:
    one, other = inflections(intended, "noun", "NNS"), inflections(observed, "noun", "NNS")
    if one and other:
        yield one[0], other[0]


def main(argv: list[str] | None = None) -> int:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--output", type=Path, default=TERM_WORDS)
    args = parser.parse_args(argv)
    wanted = {word for words in terms_of(TERMS, without=NAMES) for word in words.split(" ")}
    channel = channel_of(read_lists(args.file), wanted)
    held = {"terms": dict.fromkeys(channel, 1.0)}
    sections, sizes = compile_channels({"terms": channel}, held, fuzzy=False)
    binary.write(args.output, "lexicon", sizes, sections, PACKED)
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {sizes}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
