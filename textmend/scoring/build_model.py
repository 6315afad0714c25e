"""
Build the language model: python -m textmend.scoring.build_model CORPUS.txt[.xz] …

Counts words, pairs and triples in the corpora (one paragraph or sentence a line), smooths them with
interpolated Kneser–Ney (three discounts; Chen and Goodman 1998), mixes the unigrams with wordfreq's
list, prunes, quantises, and writes english.ngrams. Lines and sentences seen before are skipped: news
releases repeat one another. Every HELD_OUT-th sentence is kept aside, and its perplexity printed.
The same corpora make the same file.
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from textmend import binary
from textmend.scoring import ngram_table
from textmend.scoring.language_model import PATH, STEP, LanguageModel
from textmend.scoring.vocabulary import BOUNDARY, fold
from textmend.text.keys import token_key
from textmend.text.sentences import paragraphs, sentences
from textmend.text.tokens import tokenize

HELD_OUT = 200  # one sentence in so many measures perplexity
MIN_WORD = 3  # occurrences: rarer words are unknown (and mostly misspelt names)
MIN_PAIR = 2
MIN_TRIPLE = 2
WORDFREQ_SHARE = 0.3  # of the unigram mixture: best on the dev sets among .1 .3 .5
WORDFREQ_WORDS = 120_000
WEB_SHARE = 0.3  # of P(w | v)
BITS = 21  # a word number's bits in a packed n-gram

# Senate releases lost their apostrophes: "We re", "don t", "the President s".
LOST_APOSTROPHE = (
    (re.compile(r"\b([Ww]e|[Tt]hey|[Yy]ou) re\b"), r"\1're"),
    (re.compile(r"\b([Ww]e|[Tt]hey|[Yy]ou|I) (ve|ll|d)\b"), r"\1'\2"),
    (re.compile(r"\b([A-Za-z]+n) t\b"), r"\1't"),
    (re.compile(r"\bI m\b"), "I'm"),
    (re.compile(r"\b([A-Za-z]{2,}) s\b"), r"\1's"),
)


def read_sentences(path: Path) -> Iterator[list[str]]:
    """Yield the sentences of a corpus as folded words."""
    opener: Any = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8", errors="replace") as source:
        for line in source:
            for pattern, mended in LOST_APOSTROPHE:
                line = pattern.sub(mended, line)
            for part in paragraphs(line):
                tokens = tokenize(line, *part)
                for first, last in sentences(line, tokens):
                    yield [fold(token.norm) for token in tokens[first:last]]


class Counts:
    """Word numbers of all training sentences, end to end, with boundaries between."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {BOUNDARY: 0}
        self.stream = array("I", [0])
        self.held_out: list[list[str]] = []
        self._seen: set[int] = set()
        self._kept = 0

    def add(self, source: Iterable[list[str]]) -> None:
        """Count sentences, leaving out those seen before."""
        numbers = self.numbers
        for words in source:
            line = " ".join(words)
            mark = zlib.crc32(line.encode()) << 32 | zlib.adler32(line.encode())
            if mark in self._seen or len(words) < 3:
                continue
            self._seen.add(mark)
            self._kept += 1
            if self._kept % HELD_OUT == 0:
                self.held_out.append(words)
                continue
            self.stream.extend([numbers.setdefault(word, len(numbers)) for word in words])
            self.stream.append(0)


def estimate(counts: Counts) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the sections of the model file and its metadata."""
    ids = np.frombuffer(counts.stream, np.uint32).astype(np.uint64)
    words = np.array(list(counts.numbers), dtype=object)
    frequency = np.bincount(ids.astype(np.intp), minlength=len(words))
    known = frequency >= MIN_WORD
    unknown = np.uint64((1 << BITS) - 1)
    ids = np.where(known[ids.astype(np.intp)], ids, unknown)
    print(f"{len(ids):,} tokens, {int(known.sum()):,} words", file=sys.stderr)

    triple, triple_count = _ngrams(ids, 3)
    pair, pair_count = _ngrams(ids, 2)
    pair, pair_count, web = _with_web(pair, pair_count, counts.numbers, known)
    mask = np.uint64((1 << BITS) - 1)
    bits = np.uint64(BITS)

    # Kneser–Ney: below the highest order a count is the number of different words seen before.
    left, pair_contexts = np.unique(triple & ((np.uint64(1) << np.uint64(2 * BITS)) - np.uint64(1)), return_counts=True)
    continuation = np.zeros(len(pair), np.int64)
    at = np.searchsorted(pair, left)
    at[at == len(pair)] = 0
    good = pair[at] == left
    continuation[at[good]] = pair_contexts[good]
    starts = (pair >> bits) == 0  # nothing comes before a sentence: its first pairs keep their counts
    continuation = np.where(starts | (pair_count == 0), pair_count, np.maximum(continuation, 1))

    seen = (pair[pair_count > 0] & mask).astype(np.intp)
    unigram = np.bincount(seen, minlength=1 << BITS)[: len(words)].astype(float)
    single = np.log(_unigram_mixture(words, known, unigram))

    # bigrams: P(w | v) interpolated with the unigrams
    p1 = np.exp(single)
    v, w = (pair >> bits).astype(np.intp), (pair & mask).astype(np.intp)
    usable = (w != int(unknown)) & (v != int(unknown))
    p2, _rest2 = _interpolate(pair >> bits, continuation, lambda keep: p1[np.where(usable, w, 0)])
    p2 = _mixed(pair >> bits, p2, web, p1[np.where(usable, w, 0)])
    keep2 = usable & ((pair_count >= MIN_PAIR) | (web > 0))
    backoff1 = _backoff(pair >> bits, keep2, p2, p1[np.where(usable, w, 0)])

    # trigrams: P(w | u v) interpolated with the bigrams
    suffix = np.searchsorted(pair, triple & ((np.uint64(1) << np.uint64(2 * BITS)) - np.uint64(1)))
    context = triple >> bits
    c = (triple & mask).astype(np.intp)
    u, m = (context >> bits).astype(np.intp), (context & mask).astype(np.intp)
    usable3 = (c != int(unknown)) & (u != int(unknown)) & (m != int(unknown))
    p3, _ = _interpolate(context, triple_count, lambda keep: p2[suffix])
    held_context = keep2[np.minimum(np.searchsorted(pair, context), len(pair) - 1)]
    keep3 = usable3 & (triple_count >= MIN_TRIPLE) & held_context & keep2[suffix]
    backoff2 = _backoff(context, keep3, p3, p2[suffix])

    word_keys = np.array([token_key(str(word)) for word in words], np.uint64)
    sections: dict[str, bytes] = {}
    dropped = {}
    order = np.argsort(-single[: len(words)], kind="stable")
    order = order[np.isfinite(single[order])]
    alone = np.array([backoff1.get(int(i), 0.0) for i in order])
    extra_keys, extra_values = _beyond(words, known)
    table, dropped["1"] = ngram_table.build(
        np.concatenate([word_keys[order], extra_keys]),
        [
            _quantise(np.concatenate([single[order], extra_values])),
            _quantise(np.concatenate([alone, np.zeros(len(extra_keys))])),
        ],
        load=0.7,
    )
    sections |= {f"1.{name}": data for name, data in table.items()}

    chosen = np.flatnonzero(keep2)
    chosen = chosen[np.argsort(-pair_count[chosen], kind="stable")]
    pair_keys = ngram_table.combine(word_keys[v[chosen]], word_keys[w[chosen]])
    weights = np.array([backoff2.get(int(p), 0.0) for p in pair[chosen]])
    table, dropped["2"] = ngram_table.build(pair_keys, [_quantise(np.log(p2[chosen])), _quantise(weights)])
    sections |= {f"2.{name}": data for name, data in table.items()}

    chosen = np.flatnonzero(keep3)
    chosen = chosen[np.argsort(-triple_count[chosen], kind="stable")]
    triple_keys = ngram_table.combine(
        ngram_table.combine(word_keys[u[chosen]], word_keys[m[chosen]]), word_keys[c[chosen]]
    )
    table, dropped["3"] = ngram_table.build(triple_keys, [_quantise(np.log(p3[chosen]))])
    sections |= {f"3.{name}": data for name, data in table.items()}
    meta = {
        "tokens": len(ids),
        "unigrams": len(order) + len(extra_keys),
        "bigrams": int(keep2.sum()),
        "trigrams": int(keep3.sum()),
        "dropped": dropped,
        "minimum counts": [MIN_WORD, MIN_PAIR, MIN_TRIPLE],
        "step": STEP,
    }
    return sections, meta


def _ngrams(ids: Any, order: int) -> tuple[Any, Any]:
    """Return the distinct packed n-grams, sorted, and their counts; none has a boundary inside."""
    packed = np.zeros(len(ids) - order + 1, np.uint64)
    inside = np.ones(len(packed), bool)
    for place in range(order):
        part = ids[place : len(ids) - order + 1 + place]
        packed = (packed << np.uint64(BITS)) | part
        if 0 < place < order - 1:
            inside &= part != 0
    packed = packed[inside]
    if order == 3:  # the first word of a sentence has two boundaries before it
        first = np.flatnonzero(ids[:-1] == 0)
        packed = np.concatenate([packed, ids[first + 1]])
    return np.unique(packed, return_counts=True)


def _with_web(pair: Any, count: Any, numbers: dict[str, int], known: Any) -> tuple[Any, Any, Any]:
    """Return the pairs with those of the web among them (count 0 if new), and P(second | first) on the web, else 0."""
    from textmend.lexicons.web_bigrams import web_bigrams

    rows = [
        (numbers[first] << BITS | numbers[second], probability)
        for first, second, probability in web_bigrams()
        if first in numbers and second in numbers and known[numbers[first]] and known[numbers[second]]
    ]
    packed = np.array([row[0] for row in rows], np.uint64)
    every = np.union1d(pair, packed)
    counts, web = np.zeros(len(every), count.dtype), np.zeros(len(every))
    counts[np.searchsorted(every, pair)] = count
    web[np.searchsorted(every, packed)] = [row[1] for row in rows]
    return every, counts, web


def _mixed(context: Any, own: Any, web: Any, lower: Any) -> Any:
    """Return P(w | v) of the corpora mixed with the web's, where the web knows pairs that begin with v."""
    start = np.flatnonzero(np.concatenate([[True], context[1:] != context[:-1]]))
    which = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(context))))
    told = np.add.reduceat(web, start)[which]
    scale = np.minimum(1.0, 0.95 / np.maximum(told, 1e-9))
    beside = web * scale + (1 - told * scale) * lower
    return np.where(told > 0, (1 - WEB_SHARE) * own + WEB_SHARE * beside, own)


def _interpolate(context: Any, count: Any, lower: Any) -> tuple[Any, Any]:
    """Return interpolated Kneser–Ney probabilities of n-grams sorted by context, and the mass left a context."""
    ones, twos, threes, fours = (float((count == n).sum()) for n in (1, 2, 3, 4))
    base = ones / (ones + 2 * twos)
    discounts = np.array([0, 1 - 2 * base * twos / ones, 2 - 3 * base * threes / twos, 3 - 4 * base * fours / threes])
    discount = discounts[np.minimum(count, 3)]
    start = np.flatnonzero(np.concatenate([[True], context[1:] != context[:-1]]))
    total = np.maximum(np.add.reduceat(count, start), 1)
    left = np.where(np.add.reduceat(count, start) > 0, np.add.reduceat(discount, start) / total, 1.0)
    which = np.repeat(np.arange(len(start)), np.diff(np.append(start, len(context))))
    return (count - discount) / total[which] + left[which] * lower(None), left


def _backoff(context: Any, keep: Any, higher: Any, lower: Any) -> dict[int, float]:
    """Return ln of the backoff weight of each context: what its kept n-grams leave, over what they leave below."""
    start = np.flatnonzero(np.concatenate([[True], context[1:] != context[:-1]]))
    above = 1 - np.add.reduceat(np.where(keep, higher, 0.0), start)
    below = 1 - np.add.reduceat(np.where(keep, lower, 0.0), start)
    held = np.add.reduceat(keep.astype(np.int64), start) > 0
    weight = np.log(np.clip(above, 1e-4, 1) / np.clip(below, 1e-4, None))
    return dict(zip(context[start][held].tolist(), np.minimum(weight[held], 0.0).tolist(), strict=True))


def _unigram_mixture(words: Any, known: Any, continuation: Any) -> Any:
    """Return the probability of each word: Kneser–Ney continuation counts mixed with wordfreq's list."""
    from textmend.lexicons.frequency import frequency

    own = np.where(known, continuation, 0.0)
    own = own / own.sum()
    listed = np.array([frequency(str(word)) if ok else 0.0 for word, ok in zip(words, known, strict=True)])
    mixed = (1 - WORDFREQ_SHARE) * own + WORDFREQ_SHARE * listed
    with np.errstate(divide="ignore"):
        return np.where(known, mixed, 0.0)


def _beyond(words: Any, known: Any) -> tuple[Any, Any]:
    """Return keys and logarithms of the frequent words that the corpora lack."""
    from textmend.lexicons.frequency import frequency, frequent_words

    have = {str(word) for word, ok in zip(words, known, strict=True) if ok}
    extra = [word for word in frequent_words(WORDFREQ_WORDS) if word not in have and fold(word) == word]
    values = [np.log(WORDFREQ_SHARE * frequency(word)) for word in extra]
    return np.array([token_key(word) for word in extra], np.uint64), np.array(values)


def _quantise(logarithm: Any) -> Any:
    """Return natural logarithms as bytes."""
    return np.clip(np.rint(logarithm / -STEP), 0, 255).astype(np.uint8)


def perplexity(model: LanguageModel, held_out: list[list[str]]) -> float:
    """Return the model's perplexity a token (ends of sentences counted) over sentences of folded words."""
    scores = np.concatenate([model.sentence(words) for words in held_out])
    return float(np.exp(-scores.mean()))


def main(argv: list[str] | None = None) -> int:
    """Build the model from the corpora named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--output", type=Path, default=PATH)
    args = parser.parse_args(argv)
    counts = Counts()
    for path in sorted(args.corpora, key=lambda path: path.name):
        counts.add(read_sentences(path))
        print(f"{path.name}: {len(counts.stream):,} tokens so far", file=sys.stderr)
    sections, meta = estimate(counts)
    binary.write(args.output, "language model", meta, sections)
    model = LanguageModel(args.output)
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {meta}")
    print(f"perplexity on {len(counts.held_out):,} held-out sentences: {perplexity(model, counts.held_out):.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
