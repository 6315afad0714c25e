"""
Speed as ratios to a peer in the same run: python -m benchmarks.speed [--rounds N] [--json]

ftfy.fix_text (its defaults) and textmend.repair go over the same documents in turn, round by round; the figure is
the median of the rounds' ratios, over 1 where textmend is faster. Rows: the clean seeds, the same in ASCII, and
the spun seed. Also: seconds to repair the spun seed after the first call, and milliseconds that
`import textmend` and a first repair of a clean text add to a bare interpreter.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import ftfy

import textmend
from benchmarks.marks import mended

SEEDS = Path(__file__).parent.parent / "seeds"
REPEATS = 12  # of the documents in a round, so that one takes long enough to time


def clean_seeds() -> list[str]:
    """Return the seeds that are not spun, without the page furniture that their gold marks."""
    paths = sorted((SEEDS / "gold").glob("*.gold.txt"))
    return [mended(path.read_text(encoding="utf-8")) for path in paths if not path.name.startswith("003")]


def spun_seed() -> str:
    """Return the seed that is."""
    return next(SEEDS.glob("003_*.txt")).read_text(encoding="utf-8")


def in_ascii(text: str) -> str:
    """Return a text with straight quotes and without any other character beyond ASCII."""
    straight = text.translate(str.maketrans("’‘“”—–\xa0", "''\"\"-- "))
    return straight.encode("ascii", "ignore").decode()


def seconds(function: Callable[[str], object], texts: Sequence[str]) -> float:
    """Return the processor time that a function takes for the texts."""
    start = time.process_time()
    for text in texts:
        function(text)
    return time.process_time() - start


def ratio_to_ftfy(texts: Sequence[str], rounds: int) -> float:
    """Return ftfy's time by textmend's, each the least of several rounds taken in turn: other work only adds to it."""
    seconds(textmend.repair, texts[:1])
    theirs, ours = [], []
    for _ in range(rounds):
        theirs.append(seconds(ftfy.fix_text, texts))
        ours.append(seconds(textmend.repair, texts))
    return round(min(theirs) / max(min(ours), 1e-9), 2)


def start_up(code: str, rounds: int) -> float:
    """Return the milliseconds that running code takes over an empty program, the median of several processes."""
    times: dict[str, list[float]] = {code: [], "pass": []}
    for _ in range(rounds):
        for program, taken in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            taken.append(time.perf_counter() - start)
    return round(1000 * (statistics.median(times[code]) - statistics.median(times["pass"])), 1)


def measure(rounds: int) -> dict[str, float]:
    """Return all figures."""
    clean, spun = clean_seeds(), spun_seed()
    textmend.repair(spun)
    once = sorted(seconds(textmend.repair, [spun]) for _ in range(5))[2]
    first = "import textmend; textmend.repair('The quick brown fox jumps over the lazy dog.')"
    return {
        "clean seeds, ratio to ftfy": ratio_to_ftfy(clean * REPEATS, rounds),
        "clean seeds in ASCII, ratio to ftfy": ratio_to_ftfy([in_ascii(text) for text in clean] * REPEATS, rounds),
        "spun seed, ratio to ftfy": ratio_to_ftfy([spun], rounds),
        "spun seed, seconds": round(once, 3),
        "import, ms": start_up("import textmend", rounds),
        "import and first repair, ms": start_up(first, rounds),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    result = measure(args.rounds)
    print(json.dumps(result) if args.json else "\n".join(f"{name:38} {value}" for name, value in result.items()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
