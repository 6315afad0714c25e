"""Page furniture: its tables can be read and judged, its model is what was estimated, its edits leave no holes."""

from __future__ import annotations

import textwrap
import time

import pytest

import textmend
from benchmarks.marks import mended, parse
from tests.laws.texts import CLEAN, GOLD
from textmend.furniture import model, phrases, sentences
from textmend.furniture.door import may_have_furniture
from textmend.furniture.features import features_of
from textmend.furniture.lines import lines_of
from textmend.furniture.page import Page
from textmend.furniture.phrases import is_telling, phrases_in
from textmend.text import Document

ROWS = [row.split("\t") for row in phrases.PATH.read_text(encoding="utf-8").splitlines()]
ARTICLE = "\n\n".join(line for line in CLEAN[-1].splitlines() if len(line) > 200)
MENU = "Home\nNews\nSports\nWeather\nSubscribe\nSign In\nThings to see\nMost Popular\n"
FOOTER = "Facebook\nTwitter\nContact Us\nPrivacy Policy\nTerms of Use\nAdvertise with us\n"


def test_the_phrases_are_sorted_and_written_as_they_are_looked_up() -> None:
    """
    A row has four fields, no phrase twice, in the spelling that lines are compared in.
    """
    assert ROWS[0] == ["kind", "form", "phrase", "enough"]
    assert ROWS[1:] == sorted(ROWS[1:])
    assert len({(form, phrase) for _, form, phrase, _ in ROWS[1:]}) == len(ROWS) - 1
    for _, form, phrase, enough in ROWS[1:]:
        assert phrase == (phrases.whole(phrase) if form == "is" else phrases.loose(phrase))
        assert len(phrase.split()) <= phrases.MOST_WORDS or form != "begins"
        assert enough in ("alone", "among")


def test_every_feature_of_a_page_has_a_weight() -> None:
    """
    The features of the code are those that weights were estimated for.
    """
    page = Page(lines_of(f"{MENU}\n{ARTICLE}\n\n{FOOTER}"))
    names = {name for features in features_of(page) for name in features}
    assert names <= model.weights().keys()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_page_becomes_its_article(end: str) -> None:
    """
    Menus before and after go as blocks, and no hole is left where they stood.
    """
    text = f"{MENU}\n{ARTICLE}\n\n{FOOTER}".replace("\n", end)
    repair = textmend.repair(text, artifacts=("page_furniture",))
    assert repair.text.strip() == ARTICLE.replace("\n", end)
    assert {edit.artifact for edit in repair.edits} == {"page_furniture"}
    assert textmend.repair(repair.text).edits == ()


def test_an_article_beside_longer_comments_stays() -> None:
    """
    Where two runs of a page are about as long, the shorter may be the article.
    """
    article = "\n".join(f"The council met on day {i} of the week, and after a long debate it agreed." for i in range(5))
    talk = "\n".join(
        f"I was there on day {i} of the week and I can say that nothing at all was agreed." for i in range(6)
    )
    text = f"{MENU}\n{article}\n\nShare this story\nPrint this page\nLog in\n\n{talk}\n\n{FOOTER}"
    repaired = textmend.repair(text, artifacts=("page_furniture",)).text
    assert article in repaired
    assert talk in repaired
    assert "Privacy Policy" not in repaired


@pytest.mark.parametrize("start", sentences.STARTS)
def test_no_line_that_names_its_page_is_missed_at_the_door(start: str) -> None:
    """
    The cheap look knows how such sentences begin, and each beginning it knows is that of one.
    """
    ends = (
        *(" newsletter", " to the Gazette newsletter", " for our newsletter", " today for our newsletter"),
        *(" news straight to your inbox", " enjoy this story, join us", " TO GET THE APP", " to get the app"),
        *(
            " Harbour Stories",
            " stories from Harbour",
            ": Harbour",
            ": Harbour)",
            " Harbour Porter, Ann Lee",
            " more »",
        ),
        *(" Tweet", " Facebook", " Porter Stone The quay.", " 5:27 am", ": 5:27 am", " 11/20/2019 by Ann Porter", ""),
        *(" by Ann Porter", " Ann Porter", " more: Harbour)"),
        *(" us on Facebook and Twitter", " to subscribe to our newsletter", '" style=""&gt;&lt;/span&gt;'),
    )
    opened = (
        start.replace("#-#-#", "2019-11-20").replace("T#", "T05:27").replace("+#", "+01:00").replace("7-#", "7-01:00")
    )
    found = [f"{opened.replace('#', '5:27')}{end}" for end in ends]
    for line in found:
        assert [s for s in sentences.SENTENCES if s.pattern.match(line)] == sentences.sentences_in(line)
    found = [line for line in found if any(s.alone for s in sentences.sentences_in(line))]
    assert found
    assert all(
        may_have_furniture(Document(line))
        for line in found
        if any(is_telling(phrase, line) for phrase in phrases_in(line))
    )


def test_a_line_between_two_paragraphs_leaves_one_blank_line() -> None:
    """
    What is left has the same blank lines as if the line had never been there.
    """
    first, *rest = ARTICLE.split("\n\n")
    text = "\n\n".join([first, "Advertisement", *rest])
    assert textmend.repair(text).text == ARTICLE


def test_furniture_on_paper_is_reported_only() -> None:
    """
    A scanned page shows what it shows: where the lines are wrapped, nothing is taken out by default.
    """
    wrapped = "\n\n".join(textwrap.fill(paragraph, 70) for paragraph in ARTICLE.split("\n\n"))
    text = f"Skip to main content\n\nImagePresident met the press, and so the President spoke.\n\n{wrapped}\n"
    kinds = ("page_furniture", "glued_label")
    repair = textmend.repair(text, artifacts=kinds)
    assert repair.text is text
    assert {edit.artifact for edit in repair.declined} == set(kinds)
    assert all("wrapped as on paper" in edit.reason for edit in repair.declined)
    assert textmend.repair(text, artifacts=kinds, min_confidence=0.4).edits == repair.declined
    assert len(textmend.repair(text.replace(wrapped, ARTICLE), artifacts=kinds).edits) == len(kinds)


def test_a_line_whose_mended_words_say_so_is_furniture() -> None:
    """
    Scanned words are mended first, and what they then say is looked at: the repaired text needs no repair.
    """
    spoilt = ARTICLE.replace(" the ", " tbe ").replace(" that ", " tbat ").replace(" and ", " aud ")
    repair = textmend.repair(f"{spoilt}\n\nFollow the author of this articte:\n")
    assert "Follow" not in repair.text
    assert textmend.repair(repair.text).edits == ()
    assert repair.revert() == f"{spoilt}\n\nFollow the author of this articte:\n"


def test_furniture_lowers_the_quality_and_says_so() -> None:
    """
    The signal has its standard name, the share of words, and examples.
    """
    quality = textmend.assess(f"{MENU}\n{ARTICLE}\n\n{FOOTER}")
    signal = next(signal for signal in quality.signals if signal.name == "word_removal_ratio")
    assert 0 < signal.value < 0.5
    assert "Home" in signal.reason
    clean = textmend.assess(ARTICLE)
    assert [(s.value, s.failed) for s in clean.signals if s.name == "word_removal_ratio"] == [(0.0, False)]


def test_the_dashes_of_agencies_are_changed_on_request_only() -> None:
    """
    agency_dash is known, and not among the kinds that are looked for by default.
    """
    text = "The light _ the first in years _ showed the way."
    assert textmend.repair(text).text is text
    config = textmend.Config(artifacts=(*textmend.Config().artifacts, "agency_dash"))
    assert textmend.repair(text, config).text == "The light — the first in years — showed the way."


def test_the_gold_of_the_seeds_is_of_the_seeds() -> None:
    """
    Without its marks a gold file is its seed, and a clean seed has only few.
    """
    for path in GOLD:
        seed = next((path.parent.parent).glob(f"{path.name[:3]}_*.txt"))
        assert parse(path.read_text(encoding="utf-8"))[0] == seed.read_text(encoding="utf-8")
        assert len(mended(path.read_text(encoding="utf-8"))) > 0.9 * len(seed.read_text(encoding="utf-8"))


def test_many_short_lines_take_linear_time() -> None:
    """
    A hundred thousand short lines of furniture take about ten times as long as ten thousand.
    """
    small, large = (ARTICLE + "\n" + "Share this story\nThe ferry\n" * (n // 2) for n in (10_000, 100_000))
    seconds = []
    for text in (small, large):
        start = time.process_time()
        textmend.repair(text, artifacts=("page_furniture",))
        seconds.append(time.process_time() - start)
    assert seconds[1] < 25 * max(seconds[0], 0.01)
