"""What holds of the encoding stage for every text: the laws, on texts that are full of its damage."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import textmend
from tests.laws.texts import CLEAN
from textmend.artifacts import load
from textmend.config import ARTIFACTS

KINDS = tuple(name for name in ARTIFACTS if load(name).stage == "encoding")
DAMAGE = (
    "â€™ â€ â€œ â€� â Ã© Ã Â Ã¢â‚¬â„¢ ΓÇÖ ├⌐ ‚Äô √© вЂ™ В Ă© 鈥檚 ï»¿ ðŸ˜€ � ? Õ Ò Ó í ì î Æ "
    "&amp; &#8217; &lt; &nbsp; &shy; amp; & # 8217; "
    "&8217; &#8203; %E2%80%99 % \\u2019 \\ud83d\\ude00 \\xe2\\x80\\x99 \\ ﬁ ﬃ Ｈ ｅ ＆ ； é ’ “ ” — { } = < ` https://a.b/"
).split()
INVISIBLE = ["\x92", "\x93", "\x81", "\x9d", "\xa0", "\xad", "\ud83d", "\ude00", "\x00", "\x19", "\x1c", "\x1b[31m"]
INVISIBLE += ["\u200b", "\u200d", "\u200e", "\ufeff", "\u3000", "e\u0301", "\u0301"]
WORDS = ["It", "don", "s", "t", "China", "Xi", "workers", "he said", ",", ".", " ", " ", "\n"]
UNITS = ["â€", "Ã", "Ã¢â‚¬â„¢", "&amp;", "&#8217;x ", "%E2", "\\u2019", "it?s ", "�", "aÕs ", "â", "e\u0301", "\u0301"]
UNITS += ["\x19", "Ｈ\u3000", "a\xad", "И", "日", "├", "\x92", "amp;", "\x1b["]
texts = st.lists(st.sampled_from([*DAMAGE, *INVISIBLE, *WORDS]), max_size=16).map("".join)
laws = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


@given(texts)
@laws
def test_a_text_is_decoded_once_and_for_all(text: str) -> None:
    """
    The stage is total, its edits rebuild the text, and what it repaired needs no repair.
    """
    repair = textmend.repair(text, artifacts=KINDS)
    assert textmend.apply(text, repair.edits) == repair.text
    assert repair.revert() == text
    assert textmend.repair(repair.text, artifacts=KINDS).edits == ()
    assert (repair.text is text) == (repair.edits == ())


@given(texts)
@laws
def test_nothing_is_made_that_nobody_wrote(text: str) -> None:
    """
    No digits, controls or marks of direction come into the text; joiners of emoji may.
    """
    for edit in textmend.repair(text, artifacts=KINDS).edits:
        for character in edit.replacement:
            if character not in edit.observed and character != "\u200d":
                assert unicodedata.category(character) not in ("Cc", "Cf", "Cs")
                assert not character.isdecimal() or unicodedata.category(edit.observed[0]) != "Nd"


@given(texts, st.floats(0, 1), st.floats(0, 1))
@laws
def test_more_confidence_only_removes_edits(text: str, one: float, other: float) -> None:
    """
    The edits at a higher threshold are among those at a lower.
    """
    low, high = sorted((one, other))
    less = textmend.repair(text, artifacts=KINDS, min_confidence=high).edits
    assert set(less) <= set(textmend.repair(text, artifacts=KINDS, min_confidence=low).edits)


@given(st.sampled_from(CLEAN), st.integers(0, 4000), st.sampled_from([*DAMAGE, *INVISIBLE]))
@laws
def test_damage_is_mended_where_it_is(text: str, place: int, damage: str) -> None:
    """
    Damage in a clean text leads to no edits away from it.
    """
    damaged = text[:place] + damage + text[place:]
    for edit in textmend.repair(damaged, artifacts=KINDS).edits:
        assert edit.end >= place - 2
        assert edit.start <= place + len(damage) + 2


@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str) -> None:
    """
    A text ten times as long takes about ten times as long.
    """
    small, large = (f"{unit * (size // len(unit))}&" for size in (4_000, 40_000))
    _seconds(small)
    assert _seconds(large) < 30 * max(_seconds(small), 0.01)


def _seconds(text: str) -> float:
    start = time.process_time()
    textmend.repair(text, artifacts=KINDS)
    return time.process_time() - start
