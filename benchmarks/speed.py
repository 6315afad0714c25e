"""
Speed as ratios to a peer in the same run: python -m benchmarks.speed [--rounds N] [--json]

ftfy.fix_text (its defaults) and textmend.repair go over the same documents in turn, round by round; the figure is
the median of the rounds' ratios, over 1 where textmend is faster. Rows: the clean seeds, the same in ASCII, and
the spun seed. Then: what all stages take on clean text, in times of what the wording channel takes alone; seconds to
repair the spun seed after the first call; milliseconds that `import textmend` adds to a bare interpreter, and that the
first repair takes after it in a fresh process, of 5 kB of a clean seed and of the spun one, with `import numpy` in it;
and the peak memory of a process that repairs one text, the spun seed or one that was scanned.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import ftfy

import textmend
from benchmarks.marks import mended

SEEDS = Path(__file__).parent.parent / "seeds"
WORDING = textmend.Config(artifacts=("spun_term", "spun_phrase", "spun_synonym"))
READ_AS = (("rn", "m"), ("m", "rn"), ("h", "b"), ("e", "c"), ("i", "l"))  # what stands in the scanned text, for what
DAMAGED = 12  # one word in so many of it
ARTICLE = 5_000  # characters of a clean text
PROCESSES = 15  # fresh ones for each of their figures, at least
FIRST = """
import sys, time, textmend
text = sys.stdin.read()
start = time.perf_counter()
{}
print(time.perf_counter() - start)
"""
REPEATS = 12  # of the documents in a round, so that one takes long enough to time


def clean_seeds() -> list[str]:
    """Return the seeds that are not spun, without the page furniture that their gold marks."""
    paths = sorted((SEEDS / "gold").glob("*.gold.txt"))
    return [mended(path.read_text(encoding="utf-8")) for path in paths if not path.name.startswith("003")]


def spun_seed() -> str:
    """Return the seed that is."""
    return next(SEEDS.glob("003_*.txt")).read_text(encoding="utf-8")


def scanned_seed() -> str:
    """Return a clean seed as a poor scan would have it: one letter is misread in every so many words."""
    words = clean_seeds()[0].split(" ")
    for i in range(0, len(words), DAMAGED):
        intended, observed = next((pair for pair in READ_AS if pair[0] in words[i]), ("", ""))
        words[i] = words[i].replace(intended, observed, 1)
    return " ".join(words)


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


def ratio(one: Callable[[str], object], other: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Return one's time by the other's, each the least of several rounds taken in turn: other work only adds to it."""
    seconds(other, texts[:1])
    ones, others = [], []
    for _ in range(rounds):
        ones.append(seconds(one, texts))
        others.append(seconds(other, texts))
    return round(min(ones) / max(min(others), 1e-9), 2)


def ratio_to_ftfy(texts: Sequence[str], rounds: int) -> float:
    """Return ftfy's time by textmend's."""
    return ratio(ftfy.fix_text, textmend.repair, texts, rounds)


def all_stages(texts: Sequence[str], rounds: int) -> float:
    """Return the time of all stages by that of the wording channel alone."""
    return ratio(textmend.repair, lambda text: textmend.repair(text, WORDING), texts, rounds)


def peak_memory(text: str) -> float:
    """Return the most megabytes that a fresh process holds while it repairs a text (Linux counts in kilobytes)."""
    code = (
        "import resource, sys, textmend; textmend.repair(sys.stdin.read());"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, encoding="utf-8", check=True)
    return round(int(done.stdout) / 1000, 1)


def start_up(code: str, rounds: int) -> float:
    """Return the milliseconds that running code takes over an empty program, the median of several processes."""
    times: dict[str, list[float]] = {code: [], "pass": []}
    for _ in range(max(rounds, PROCESSES)):
        for program, taken in times.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            taken.append(time.perf_counter() - start)
    return round(1000 * (statistics.median(times[code]) - statistics.median(times["pass"])), 1)


def first_calls(programs: Mapping[str, tuple[str, str]], rounds: int) -> dict[str, float]:
    """
    Return the milliseconds that statements take in a fresh process after `import textmend`, each the median of several.

    programs: a statement and the text that it has, by name. Python's own compiled files are kept between the processes,
    as they are where a package is installed.
    """
    taken: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as folder:
        kept = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        for i in range(max(rounds, PROCESSES) + 1):
            for name, (statement, text) in programs.items():
                command = [sys.executable, "-c", FIRST.format(statement)]
                done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True, env=kept)
                if i:  # the first round compiles
                    taken[name].append(float(done.stdout))
    return {name: round(1000 * statistics.median(times), 1) for name, times in taken.items()}


def measure(rounds: int) -> dict[str, float]:
    """Return all figures."""
    clean, spun = clean_seeds(), spun_seed()
    plain = [in_ascii(text) for text in clean]
    textmend.repair(spun)
    once = sorted(seconds(textmend.repair, [spun]) for _ in range(5))[2]
    return {
        "clean seeds, ratio to ftfy": ratio_to_ftfy(clean * REPEATS, rounds),
        "clean seeds in ASCII, ratio to ftfy": ratio_to_ftfy(plain * REPEATS, rounds),
        "spun seed, ratio to ftfy": ratio_to_ftfy([spun], rounds),
        "clean seeds, all stages to wording": all_stages(clean * REPEATS, rounds),
        "clean seeds in ASCII, likewise": all_stages(plain * REPEATS, rounds),
        "spun seed, seconds": round(once, 3),
        "import, ms": start_up("import textmend", rounds),
        **first_calls(
            {
                "first repair of 5 kB, ms": ("textmend.repair(text)", clean[0][:ARTICLE]),
                "first repair of the spun seed, ms": ("textmend.repair(text)", spun),
                "of that import numpy, ms": ("import numpy", ""),
            },
            rounds,
        ),
        "peak memory, spun seed, MB": peak_memory(spun),
        "peak memory, scanned text, MB": peak_memory(scanned_seed()),
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
