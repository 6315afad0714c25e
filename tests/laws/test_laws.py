"""What holds for every text, whatever is in it (design: Laws)."""

from __future__ import annotations

import itertools
import re
import subprocess
import sys
import time
import unicodedata
from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

import textmend
from benchmarks.marks import mended, parse
from tests.laws.texts import (
    CLEAN,
    GOLD,
    SPUN,
    SPUN_LINES,
    any_text,
    damaged_texts,
    scraped_pages,
    texts_damaged_in_many_ways,
)
from textmend.config import ARTIFACTS, DEFAULT_ARTIFACTS, MIN_CONFIDENCE

laws = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
thresholds = st.floats(0, 1) | st.floats(MIN_CONFIDENCE - 0.2, MIN_CONFIDENCE + 0.2) | st.just(MIN_CONFIDENCE)
kinds = st.just(DEFAULT_ARTIFACTS) | st.lists(st.sampled_from(ARTIFACTS), min_size=1, unique=True)
configs = st.builds(textmend.Config, artifacts=kinds, assume_spun=st.booleans())


@given(any_text | damaged_texts() | scraped_pages())
@laws
def test_repair_is_total(text: str) -> None:
    """
    No str makes repair or assess fail, and both results can be told as plain values.
    """
    assert textmend.repair(text).to_dict()["text"] is not None
    assert textmend.repair(text, assume_spun=True).to_dict()["text"] is not None
    assert 0 <= textmend.assess(text).score <= 1


@given(any_text | damaged_texts() | scraped_pages())
@laws
def test_edits_alone_rebuild_the_text(text: str) -> None:
    """
    A reader with the source and the edits can rebuild the repaired text, and can go back.
    """
    repair = textmend.repair(text)
    assert textmend.apply(text, repair.edits) == repair.text
    assert repair.revert() == text
    assert repair.revert(*repair.edits) == text


@given(any_text | damaged_texts() | scraped_pages() | texts_damaged_in_many_ways())
@laws
def test_edits_are_sorted_disjoint_exact_and_change_something(text: str) -> None:
    """
    Edits come in order without overlap; each observed what stands there and puts something else.
    """
    edits = textmend.repair(text).edits
    assert all(a.end <= b.start for a, b in itertools.pairwise(edits))
    for edit in edits:
        assert edit.observed == text[edit.start : edit.end] != edit.replacement
        assert 0 <= edit.confidence <= 1
        assert edit.reason


@given(damaged_texts() | scraped_pages() | texts_damaged_in_many_ways())
@example(  # only its mended wording shows that it was scanned, and then that the first line is furniture
    f"Skip to rnain content\n{SPUN_LINES[0]}\nOn Friday, Mr. Putin is scheduled to go to Harbin, a rnetropolis in "
    "China’s northeast that for years was dwelling to tens of1000’s ofethnic Russians, a lot ofwhorn have been "
    "concerned in railroad building or fled to tbe town through tbe Russian Civil Warfare."
)
@laws
def test_a_repaired_text_needs_no_repair(text: str) -> None:
    """
    Repairing twice is repairing once.
    """
    assert textmend.repair(textmend.repair(text).text).edits == ()


@given(damaged_texts() | texts_damaged_in_many_ways())
@laws
def test_a_text_that_is_known_to_be_spun_is_repaired_in_one_go(text: str) -> None:
    """
    Nor is there anything left to do where a text is taken for spun, whatever it shows.
    """
    repaired = textmend.repair(text, assume_spun=True)
    assert textmend.apply(text, repaired.edits) == repaired.text
    assert textmend.repair(repaired.text, assume_spun=True).edits == ()


@given(damaged_texts() | scraped_pages() | texts_damaged_in_many_ways(), thresholds, thresholds, configs)
@example(f"T\0{SPUN_LINES[0][1:]}", 0.58, 0.96, textmend.Config())  # the NUL in a spun sentence
@laws
def test_asking_for_more_confidence_only_removes_edits(
    text: str, one: float, other: float, config: textmend.Config
) -> None:
    """
    The edits at a higher threshold are those at a lower that are so sure, with the same confidence, and no others.
    """
    low, high = sorted((one, other))
    less, more = (textmend.repair(text, config, min_confidence=bound) for bound in (high, low))
    assert less.edits == tuple(edit for edit in more.edits if edit.confidence >= high)
    assert textmend.apply(text, less.edits) == less.text
    assert (less.text is text) == (less.edits == ())
    assert less.quality == more.quality


def test_asking_for_less_confidence_brings_edits() -> None:
    """
    A spun text has edits below the default, and some above it that are not beyond doubt.
    """
    every, default, sure = (
        len(textmend.repair(SPUN, min_confidence=least).edits) for least in (0.0, MIN_CONFIDENCE, 0.95)
    )
    assert every > default > sure > 0


@given(damaged_texts() | scraped_pages(), st.data())
@laws
def test_protected_terms_stay(text: str, data: st.DataObject) -> None:
    """
    A term that the user protects is not touched by any edit.
    """
    edits = textmend.repair(text).edits
    assume(edits)
    term = data.draw(st.sampled_from(edits)).observed
    for edit in textmend.repair(text, protect=(term,)).edits:
        for match in re.finditer(re.escape(term), text):
            assert edit.end <= match.start() or edit.start >= match.end()


@given(damaged_texts() | scraped_pages())
@laws
def test_links_names_tags_and_mail_stay(text: str) -> None:
    """
    URLs, e-mail addresses, @names and #tags of the text are those of the repaired text.
    """
    pattern = re.compile(r"https?://\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)*|(?<!\w)[@#]\w+")
    marked = f"{text}\nSee https://the.place/within-the and write to dear@pal.example, #warfare @navy."
    assert pattern.findall(textmend.repair(marked).text) == pattern.findall(marked)


@given(damaged_texts() | scraped_pages())
@laws
def test_no_digits_and_no_control_characters_are_made(text: str) -> None:
    """
    A replacement holds no digit, control or bidi character that its span did not hold.
    """
    for edit in textmend.repair(text).edits:
        for character in edit.replacement:
            if character.isdigit() or unicodedata.category(character) in ("Cc", "Cf"):
                assert character in edit.observed


def test_the_seeds_come_out_as_their_gold_says() -> None:
    """
    Of the seeds that are not spun just what their gold marks is taken out, and nothing of it stays.
    """
    for path in GOLD:
        marked = path.read_text(encoding="utf-8")
        assert textmend.repair(parse(marked)[0]).text.split() == mended(marked).split()


def test_clean_text_is_the_same_object() -> None:
    """
    Where nothing is wrong, the very string that came in goes out, and nothing was even declined.
    """
    for text in CLEAN:
        repair = textmend.repair(text)
        assert repair.text is text
        assert repair.edits == repair.declined == ()


@given(st.lists(st.sampled_from([*CLEAN, SPUN, *SPUN_LINES]), max_size=5))
@laws
def test_many_texts_are_repaired_as_one_by_one(texts: list[str]) -> None:
    """
    repair_many gives what repair gives, in order.
    """
    assert list(textmend.repair_many(texts)) == [textmend.repair(text) for text in texts]


def test_processes_and_threads_give_the_same_repairs() -> None:
    """
    Worker processes and threads give what one thread gives.
    """
    texts = [SPUN, *CLEAN] * 3
    expected = [textmend.repair(text) for text in texts]
    assert list(textmend.repair_many(iter(texts), workers=2)) == expected
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(textmend.repair, texts)) == expected


def test_hash_seeds_change_nothing() -> None:
    """
    The repair is the same in every process, whatever its hash seed.
    """
    code = "import sys, textmend; print(textmend.repair(sys.stdin.read()).edits)"
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=SPUN.encode(),
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1", "PATH": ""},
            cwd=None,
        ).stdout
        for seed in ("0", "1", "12345")
    }
    assert len(outputs) == 1


def test_time_is_linear_in_length() -> None:
    """
    A text ten times as long takes about ten times as long: lists of words, one long line, spun text, brackets.
    """
    for unit in (
        "the ",
        "within the ",
        SPUN.replace("\n", " ") + " ",
        "((((",
        "{dollars} ",
        "a.b.c.",
        "_a",
        "A",
        "Home\n",
        "end.The ",
        "a , ",
        "Share this\nMore from\n",
    ):
        small, large = (f"{SPUN}\n{unit * (size // len(unit) + 1)}" for size in (20_000, 200_000))
        textmend.repair(small)
        assert _seconds(large) < 25 * max(_seconds(small), 0.01)


def _seconds(text: str) -> float:
    start = time.process_time()
    textmend.repair(text)
    return time.process_time() - start


def test_long_clean_text_stays_clean() -> None:
    """
    Many clean articles in one text are as clean as each alone.
    """
    text = "\n\n".join(CLEAN * 25)
    assert textmend.repair(text).text is text


def test_an_article_inside_a_protected_term_stays() -> None:
    """
    A protected term is not touched by the a or an that goes before a replacement, either.
    """
    repair = textmend.repair(SPUN, protect=("and a",))
    for match in re.finditer("and a", SPUN):
        assert all(edit.end <= match.start() or edit.start >= match.end() for edit in repair.edits)


def test_a_paragraph_is_not_changed_by_a_distant_clean_one() -> None:
    """
    Clean paragraphs around a spun page stay clean, and the page is still repaired.
    """
    for clean in CLEAN:
        repair = textmend.repair(f"{clean}\n\n{SPUN}\n\n{clean}")
        start, end = len(clean), len(clean) + len(SPUN) + 4
        assert [edit for edit in repair.edits if edit.end <= start or edit.start >= end] == []
        assert len(repair.edits) > 50
