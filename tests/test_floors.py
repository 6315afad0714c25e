"""What the benchmarks once reached is not lost again (benchmarks/floors.toml)."""

from __future__ import annotations

import tomllib

import pytest

from benchmarks import accuracy, detection, marks, speed

FLOORS = tomllib.loads((accuracy.GOLD.parent.parent / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))
AT_MOST = {"harmful_edits", "wer_after"}


def test_the_spun_seed_is_repaired_as_well_as_before() -> None:
    """
    Recall and precision are at least, harm and word errors at most what the floors say.
    """
    reached = accuracy.score(accuracy.SPUN)
    for name, floor in FLOORS["accuracy"].items():
        assert reached[name] <= floor if name in AT_MOST else reached[name] >= floor, (name, reached[name])


def test_a_hundred_words_of_the_spun_seed_are_seen_and_its_author_is_not_accused() -> None:
    """
    Every piece of 100 words of the seed reads as spun, and none does once its marks are mended.
    """
    marked = accuracy.SPUN[0].read_text(encoding="utf-8")
    found = list(detection.pieces(marked, 100))
    assert len(found) > 8
    assert all(detection.alarm(marks.parse(piece)[0]) for piece in found)
    assert not any(detection.alarm(marks.original(piece)) for piece in found)


@pytest.mark.slow
def test_clean_text_goes_through_as_fast_as_before() -> None:
    """
    On clean text repair is as fast as ftfy.fix_text in the same run, on curly quotes several times as fast.
    """
    texts = speed.clean_seeds() * speed.REPEATS
    rows = {
        "clean seeds, ratio to ftfy": texts,
        "clean seeds in ASCII, ratio to ftfy": list(map(speed.in_ascii, texts)),
    }
    for name, documents in rows.items():
        assert speed.ratio_to_ftfy(documents, rounds=5) >= FLOORS["speed"][name], name
