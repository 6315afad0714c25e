"""
Build the language model: python -m textmend.scoring.build_model CORPUS.txt[.xz] …

Counts words, pairs and triples in the corpora (one paragraph or sentence a line), smooths them (kneser_ney.py), mixes
them with the general model of CMU Sphinx (sphinx_model.py) and the unigrams with wordfreq's list, turns all of it
towards that list (rescaling.py), prunes by what each n-gram tells, quantises, and writes english.ngrams. The perplexity
of held-out sentences is printed. The same corpora make the same file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from textmend import binary
from textmend.lexicons.frequency import frequency, frequent_words
from textmend.scoring import kneser_ney, ngram_table, sphinx_model
from textmend.scoring.backoff import BITS, MASK, NEVER, Backoff, Floats, mixed, weighted
from textmend.scoring.counting import Counts, read_sentences
from textmend.scoring.language_model import PATH, STEP, LanguageModel
from textmend.scoring.rescaling import rescaled
from textmend.scoring.vocabulary import fold
from textmend.text.keys import token_key

MIN_WORD = 3  # occurrences: rarer words are unknown (and mostly misspelt names)
SPHINX_SHARE = 0.5  # perplexity of the dev news originals 749 → 516; .3 and .7 are a little worse
WORDFREQ_SHARE = 0.3  # of the unigram mixture: best on the dev sets among .1 .3 .5
WORDFREQ_WORDS = 120_000
PAIRS, TRIPLES = 2_000_000, 2_750_000  # kept: together 24.5 MB; a twentieth more is not seen in any figure


def estimate(counts: Counts) -> tuple[list[str], Backoff]:
    """Return the words by number and the mixed model, unpruned."""
    stream = np.frombuffer(counts.stream, np.uint32)
    numbers = dict(counts.numbers)
    covered, sphinx = sphinx_model.words_and_model(numbers)
    words = list(numbers)
    known = np.bincount(stream, minlength=len(words)) >= MIN_WORD
    print(f"{len(stream):,} tokens, {int(known.sum()):,} words, CMU Sphinx {int(covered.sum()):,}", file=sys.stderr)
    own = kneser_ney.estimate(stream, known)
    single = np.where(known | covered, _mixed_singles(words, own.single, sphinx.single), NEVER)
    own = weighted(single, own.pair, own.pair_p, own.triple, own.triple_p)
    wanted = np.array([frequency(word) if word.isalpha() else 0.0 for word in words])
    return words, rescaled(mixed(own, sphinx, SPHINX_SHARE, covered), wanted)


def _mixed_singles(words: list[str], own: Floats, sphinx: Floats) -> Floats:
    """Return ln P of each word: Kneser–Ney continuation counts, CMU Sphinx and wordfreq's list."""
    listed = np.array([frequency(word) for word in words])
    texts = (1 - SPHINX_SHARE) * np.exp(own) + SPHINX_SHARE * np.exp(sphinx)
    return np.log(np.maximum((1 - WORDFREQ_SHARE) * texts + WORDFREQ_SHARE * listed, 1e-11))


def sections_of(words: list[str], model: Backoff) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Return the sections of the model file and its metadata; the most telling n-grams come first."""
    keys = np.array([token_key(word) for word in words], np.uint64)
    extra = _beyond({word for word, p in zip(words, model.single, strict=True) if p > NEVER})
    order = np.argsort(-model.single, kind="stable")
    order = order[model.single[order] > NEVER]
    single_keys = np.concatenate([keys[order], np.array([token_key(word) for word in extra], np.uint64)])
    beyond = np.array([np.log(WORDFREQ_SHARE * frequency(word)) for word in extra])
    single = [
        np.concatenate([model.single[order], beyond]),
        np.concatenate([model.single_weight[order], np.zeros(len(extra))]),
    ]
    v, w = (model.pair >> BITS).astype(np.intp), (model.pair & MASK).astype(np.intp)
    pair_order = np.argsort(-(model.single[v] + model.pair_p), kind="stable")
    pair_keys = ngram_table.combine(keys[v], keys[w])[pair_order]
    context = model.triple >> BITS
    u, v, w = (context >> BITS).astype(np.intp), (context & MASK).astype(np.intp), (model.triple & MASK).astype(np.intp)
    joint = model.single[u] + model.of_pairs(context) + model.triple_p
    triple_order = np.argsort(-joint, kind="stable")
    triple_keys = ngram_table.combine(ngram_table.combine(keys[u], keys[v]), keys[w])[triple_order]
    tables = {
        "1": (single_keys, single, 0.7),
        "2": (pair_keys, [model.pair_p[pair_order], model.pair_weight[pair_order]], ngram_table.LOAD),
        "3": (triple_keys, [model.triple_p[triple_order]], ngram_table.LOAD),
    }
    sections: dict[str, bytes] = {}
    meta: dict[str, Any] = {"step": STEP}
    for name, (table_keys, values, load) in tables.items():
        made, dropped = ngram_table.build(table_keys, [_quantised(value) for value in values], load)
        sections |= {f"{name}.{part}": data for part, data in made.items()}
        meta |= {f"{name}-grams": len(table_keys), f"{name}-grams dropped": dropped}
    return sections, meta


def _beyond(have: set[str]) -> list[str]:
    """Return the frequent words that the corpora lack."""
    return [word for word in frequent_words(WORDFREQ_WORDS) if word not in have and fold(word) == word]


def _quantised(logarithm: Floats) -> npt.NDArray[np.uint8]:
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
    words, model = estimate(counts)
    sections, meta = sections_of(words, model.pruned(PAIRS, TRIPLES))
    binary.write(args.output, "language model", meta, sections)
    print(f"{args.output.name}: {args.output.stat().st_size / 1e6:.1f} MB, {meta}")
    print(
        f"perplexity on {len(counts.held_out):,} held-out sentences: "
        f"{perplexity(LanguageModel(args.output), counts.held_out):.1f}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
