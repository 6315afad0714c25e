"""
Accuracy on scanned text: python -m benchmarks.scans ROWS.jsonl[.xz] … [--part 0|1] [--every N [--first I]]
    [--model neural] [--min-confidence X]

Rows are {"id", "ocr", "gold"}. For each file: the word errors before and after (letters and digits only, words broken
at line ends joined), the rows made worse, and by confidence the share of edits that are right: that alone bring the
text nearer to what was printed, and whose words are all in it. To measure on rows that the confusions were not
fitted on: python -m benchmarks.confusions … --part 0, then this with --part 1.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from pathlib import Path
from time import perf_counter

from rapidfuzz.distance import Levenshtein

import textmend
from benchmarks.confusions import part_of, read_rows
from textmend.config import MODELS
from textmend.edits import Edit

BUCKETS = 10  # of confidence


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, those broken at line ends joined."""
    joined = re.sub(r"[-¬\u00ad]\s*\n\s*", "", text)
    return re.findall(r"[^\W_]+(?:'[^\W_]+)*", joined.lower().replace("’", "'"))


def is_right(text: str, edit: Edit, intended: list[str], before: int) -> bool:
    """Tell whether an edit alone brings a text nearer to the intended words, all of its own being among these."""
    after = Levenshtein.distance(words(textmend.apply(text, (edit,))), intended)
    return after < before and set(words(edit.replacement)) <= set(intended)


def measure(path: Path, chosen: slice, part: int | None, config: textmend.Config) -> str:
    """Return a file's figures as lines to print."""
    totals: Counter[str] = Counter()
    buckets: dict[int, list[bool]] = defaultdict(list)
    seconds = 0.0
    for row in list(read_rows(path))[chosen]:
        if part not in (None, part_of(row)):
            continue
        text, intended = row["ocr"], words(row["gold"])
        begun = perf_counter()
        repair = textmend.repair(text, config)
        seconds += perf_counter() - begun
        before, after = (Levenshtein.distance(words(version), intended) for version in (text, repair.text))
        letters = [
            Levenshtein.distance(" ".join(v.split()), " ".join(row["gold"].split())) for v in (text, repair.text)
        ]
        totals.update(letters_before=letters[0], letters_after=letters[1])
        totals.update(rows=1, words=len(intended), before=before, after=after, worse=after > before)
        for edit in repair.edits:
            if edit.artifact != "line_end_hyphen":  # joined on both sides already
                bucket = min(int(edit.confidence * BUCKETS), BUCKETS - 1)
                buckets[bucket].append(is_right(text, edit, intended, before))
    change, of_letters = (totals[f"{of}after"] / max(totals[f"{of}before"], 1) - 1 for of in ("", "letters_"))
    lines = [
        f"{path.name}: {totals['rows']} rows, word error rate {totals['before'] / max(totals['words'], 1):.3f},"
        f" change {change:+.1%}, of characters {of_letters:+.1%}, {totals['worse']} rows worse,"
        f" {1000 * seconds / max(totals['words'], 1):.1f} s per 1,000 words"
    ]
    every = [right for bucket in buckets.values() for right in bucket]
    lines.append(f"  all: {len(every)} edits, {sum(every) / max(len(every), 1):.3f} right")
    for bucket, right in sorted(buckets.items()):
        lines.append(f"  confidence {bucket / BUCKETS:.1f}: {len(right)} edits, {sum(right) / len(right):.2f} right")
    return "\n".join(lines)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="+", type=Path)
    parser.add_argument("--part", type=int, choices=(0, 1))
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--model", choices=MODELS, default="ngram")
    parser.add_argument("--min-confidence", type=float)
    args = parser.parse_args()
    config = textmend.Config(model=args.model, min_confidence=args.min_confidence)
    for path in args.rows:
        print(measure(path, slice(args.first, None, args.every), args.part, config), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
