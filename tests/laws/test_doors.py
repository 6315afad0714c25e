"""What holds of the cheap looks that let clean text go: none closes where something would be found behind it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.laws.test_encoding import DAMAGE, INVISIBLE, WORDS
from tests.laws.texts import CLEAN_LINES, FURNITURE, any_text, damaged_texts, scraped_pages
from textmend.artifacts import editorial_note, embed, glued_label, glued_sentence, load, mojibake
from textmend.config import ARTIFACTS
from textmend.furniture import door, phrases
from textmend.furniture.sentences import SENTENCES, WIDGET, sentences_in
from textmend.lexicons import words
from textmend.matching import code_pages
from textmend.pipeline import _cues
from textmend.scoring import scan_gate, signs
from textmend.text import Document
from textmend.text.document import MARKS
from textmend.text.patterns import lazily
from textmend.text.tokens import LATIN_LETTERS, LETTER, SIMPLE

CASES = Path(__file__).parent.parent / "cases"
CUED = [name for name in ARTIFACTS if load(name).cues is not None]
NOTES = [
    *("Editor's note: it was changed", "EDITORS’ NOTE: x", "edıtor's note: x", "Correction: it was", "CORRECTION x: y"),
    *("Correction'd: x", "Correction\u0301: y", "Clarification: z", "This story has been updated to say so."),
    *("An earlier version of this article misstated it.", "A previous post was wrong.", "This is a story.", "*", "* "),
    *("https://a.b/c", " http://a", "— Jim Po (@jim) May 4, 2019", "[gallery ids=1]", "\n", "* ", "  "),
    *(" ", "\t", "\x1c", "\u2028", "\r", "[sic]", "[...]", "[Editor's note: hm]", "Edit", "an earlier version"),
]
GLUED = [*glued_label.LABELS, *glued_label.ENDS, "President Putin said it", "in Beijing", "with China", " ", "."]
pieces = st.sampled_from([*DAMAGE, *INVISIBLE, *WORDS, *CLEAN_LINES[:3]])
encoded = st.lists(pieces, max_size=8).map("".join)
lines = st.lists(
    st.lists(st.sampled_from([*NOTES, *GLUED, *FURNITURE]), min_size=1, max_size=3).map("".join)
    | st.sampled_from(CLEAN_LINES)
    | any_text,
    max_size=8,
).map("\n".join)
texts = encoded | lines | any_text | damaged_texts() | scraped_pages()
laws = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


def cases(name: str) -> list[str]:
    """Return the damaged texts of an artifact's cases that are mended."""
    rows = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["damaged"]
    return [
        row["observed"].encode().decode("unicode_escape") if row.get("escaped") else row["observed"]
        for row in rows
        if not row.get("known_failure")
    ]


@given(texts)
@laws
def test_nothing_is_found_without_a_cue(text: str) -> None:
    """
    A kind of damage that is not asked, because the text has none of its characters, would have found nothing.
    """
    document = Document(text)
    for artifact in map(load, CUED):
        if artifact.cues is not None and artifact.cues.isdisjoint(document.cues):
            assert list(artifact.find(document)) == []


@pytest.mark.parametrize("name", CUED)
def test_cues_are_characters_that_a_document_looks_for(name: str) -> None:
    """
    A cue is odd or among the marks, and every case that is mended has one of its kind.
    """
    cues = load(name).cues
    assert cues
    for cue in cues:
        assert cue in Document(f"a {cue}").cues
    assert not any(cues.isdisjoint(Document(text).cues) for text in cases(name))


def test_every_kind_of_damage_by_encodings_has_cues() -> None:
    """
    A clean text has none of a stage's cues, and one look at them all is enough to let it go.
    """
    encodings = [load(name) for name in ARTIFACTS if load(name).stage == "encoding"]
    assert all(artifact.cues for artifact in encodings)
    assert all(artifact.cues <= _cues(ARTIFACTS, "encoding") for artifact in encodings if artifact.cues)


@given(texts)
@laws
def test_the_cues_of_a_text_are_its_odd_characters_and_marks(text: str) -> None:
    """
    What is found out by bytes is what a look at each character says.
    """
    document = Document(text)
    odd = {character for character in text if not (" " <= character <= "~" or character in "\t\n\r")}
    assert document.odd == odd
    assert document.cues == odd | MARKS.intersection(text)


def test_the_leads_are_those_of_the_code_pages() -> None:
    """
    The characters that are written down as the beginnings of misread UTF-8 are what the code pages have.
    """
    found = {
        character for page in code_pages.code_pages() for character, byte in page.byte.items() if 0xC2 <= byte <= 0xF4
    }
    assert found.difference(code_pages.PLAIN_MARKS) == code_pages.LEADS


@given(encoded | any_text)
@laws
def test_a_run_of_misread_characters_is_seen_at_the_door(text: str) -> None:
    """
    The look for one character behind another opens for just the texts in which the pattern of runs is found.
    """
    opened = mojibake._goes_on(text, code_pages.LEADS & Document(text).odd)
    assert opened == (code_pages.runs().search(text) is not None)


@given(lines)
@laws
def test_no_note_is_missed_at_the_door(text: str) -> None:
    """
    Where there is a line that is an editor's note, the look at how lines begin sees it.
    """
    if editorial_note.NOTE.search(text):
        assert editorial_note._begins(Document(text))


@given(lines | st.sampled_from(CLEAN_LINES).map("{}\n\t https://a.b/c \nx".format))
@laws
def test_no_embed_is_missed_at_the_door(text: str) -> None:
    """
    Where a line is a link or the signature of a post, or there is a shortcode, it is reported.
    """
    found = {(edit.start, edit.end) for edit in embed.find(Document(text))}
    for pattern in (embed.LINK, embed.SHORTCODE, embed.POST):
        assert {match.span() for match in pattern.finditer(text)} <= found


@given(lines)
@laws
def test_no_label_is_missed_at_the_door(text: str) -> None:
    """
    Where a line begins or ends with what pages glue to text, the look at its first and last characters sees it.
    """
    document = Document(text)
    glued = any(line.startswith(glued_label.LABELS) or line.endswith(glued_label.ENDS) for line in text.split("\n"))
    assert glued_label._has_label(document) == glued


GLUES = [
    "at the end.The next",
    "he said.”So it",
    " went!Then",
    "Node.Js is",
    "U.S.Army",
    " a.B",
    "?And, so",
    ".A",
    " ",
    "\n",
]


@given(st.lists(st.sampled_from([*GLUES, "in the end", "’", ".)He ", "-"]), max_size=12).map("".join) | any_text)
@laws
def test_glued_sentences_are_found_from_their_marks(text: str) -> None:
    """
    To look for a mark and then at what stands around it finds what the whole pattern does.
    """
    found = [match.span() for match in glued_sentence.GLUE.finditer(text)]
    assert [match.span() for match in glued_sentence._glued(text)] == found


@given(scraped_pages() | lines)
@laws
def test_lines_with_cues_are_found_together_as_each_by_itself(text: str) -> None:
    """
    To search all lines at once finds those that a search of each would.
    """
    every = text.split("\n")
    for cues in (door.CUES, door.END_CUES):
        found = {line for line in every if any(cue in line for cue in cues)}
        assert door._with_cue(every, every, cues) == found


SLOTS = [
    "CLICK HERE TO WATCH",
    "TAP HERE FOR MORE",
    "Click here to get the Harbour app",
    "We may earn a small commission if you buy by our links, and may get a share of the sale",
    "If you use links, Harbour may receive an affiliate commission. It may get a commission",
    "By Ada Marsh, Updated May 4, 2019 at 10:30 AM",
    "Ada Marsh | May 4, 2019 10:30",
    "May 4, 2019 10:30 by Ada Marsh",
    "2019-05-04T10:30Z",
    "The light was lit (Ada Marsh/ AP)",
    "(Photo by Ada Marsh)",
    "© Ada Marsh Press.",
    "Facebook Twitter Email",
]
phrase_lines = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "• ", "_", "x ", "12 ", "(", "’"]),
    st.sampled_from([phrase for table in phrases.load()[:4] for phrase in table] + FURNITURE + SLOTS + CLEAN_LINES[:2]),
    st.sampled_from(["", " »", "…", "_", " (Getty Images)", " Credit: Reuters", " 5"]),
)


@given(phrase_lines | phrase_lines.map(str.title))
@settings(laws, max_examples=600)
def test_no_phrase_is_missed_by_the_looks_before_it(line: str) -> None:
    """
    What is looked at first in a line (its first word, the phrases one by one, a bracket) is there where a phrase is.
    """
    table, text = phrases.load(), phrases.loose(line)
    if phrases.whole(line) in table.whole:
        first = phrases.FIRST.search(text)
        assert first is not None
        assert first[0] in table.first_of_whole
    held = any(phrases._holds(text, own) for cue, own in table.by_cue if cue in text)
    assert held == (table.any_within.search(text) is not None)
    if phrases.CREDIT.search(line):
        assert line.endswith(")") or "Credit: " in line
    assert [s for s in SENTENCES if s.pattern.match(line)] == sentences_in(line)
    if len(line) <= phrases.CAPTION and door._begins_so(line) and door._says_so(line):
        assert door.may_have_furniture(Document(line))


def test_each_phrase_within_a_line_has_its_cues() -> None:
    """
    Every such phrase is looked for where its line has one of the cues, and every cue is one of a phrase.
    """
    table = phrases.load()
    assert {phrase for _, own in table.by_cue for phrase in own} == table.within.keys()
    assert all(own for _, own in table.by_cue)


WIDGETS = WIDGET[3:].partition(")")[0].replace("e-?mail", "email|e-mail").replace("comments?", "comment|comments")


@pytest.mark.parametrize(
    "word", [*WIDGETS.replace("google\\+", "google+").split("|"), "ſhare", "prınt", "PİN", "linKedin"]
)
def test_no_row_of_share_buttons_is_missed(word: str) -> None:
    """
    Whatever button is the first, and however it is spelt, the look at how a line begins lets it by.
    """
    for line in (f"{word} Tweet", f"{word.upper()} | Facebook", f"{word.title()} · Email"):
        matching = [s for s in SENTENCES if s.pattern.match(line)]
        assert matching == sentences_in(line)
    assert any(s.pattern.match(f"{word} Tweet") for s in SENTENCES)


@given(texts)
@laws
def test_unknown_words_are_among_the_odd_ones(text: str) -> None:
    """
    The scan gate looks up only odd tokens: all unknown words, and the letters that may be words spaced out, are.
    """
    document = Document(text)
    odd = signs.load().odd[document.once(signs.numbers_of)]
    looked_at = {norm for norm, flag in zip(document.norms, odd.tolist(), strict=True) if flag}
    assert set(words.load().unknown(set(document.norms))) <= looked_at
    assert scan_gate.SINGLE.intersection(document.norms) <= looked_at


@given(texts)
@laws
def test_the_scan_gate_counts_as_one_would_by_hand(text: str) -> None:
    """
    That it stops early makes no difference: it opens where so many different unknown words stand in lower case.
    """
    document = Document(text)
    norms = document.norms
    odd = {norms[place] for place in signs.load().odd[document.once(signs.numbers_of)].nonzero()[0].tolist()}
    unknown = [w for w in words.load().unknown(set(norms)) if len(w) > 1 and w in text]
    least = max(scan_gate.FEWEST, scan_gate.LIGHTEST * len(norms))
    spaced = len(scan_gate.SINGLE.intersection(norms)) >= scan_gate.SPACED_OUT
    with pytest.MonkeyPatch.context() as patch:
        for brief in (0, scan_gate.BRIEF):  # either order of the looks
            patch.setattr(scan_gate, "BRIEF", brief)
            assert scan_gate._odd(text, odd, least) == (len(unknown) >= least or spaced)


@given(texts | st.lists(st.sampled_from([*"ab1_-¬\xad\u2010\n\n \t\r", "é"]), max_size=12).map("".join))
@laws
def test_broken_words_are_found_from_their_marks(text: str) -> None:
    """
    To look for a mark and then back at the letter before it finds what a look for the letter first does.
    """
    whole = re.compile(r"[^\W\d_][-\u2010\u00ad¬][^\S\n]*\n[^\S\n]*[^\W\d_]|[^\W\d_]¬[^\W\d_]|ſ")
    assert scan_gate._broken(text) == (whole.search(text) is not None)


def test_the_letters_of_latin_are_spelt_out_in_full() -> None:
    """
    The class that Latin texts are read with has just the letters below the other scripts.
    """
    latin, letter = re.compile(f"[{LATIN_LETTERS}]"), re.compile(LETTER)
    assert all(bool(latin.match(c)) == bool(letter.match(c)) for c in map(chr, range(SIMPLE)))


@given(any_text)
@laws
def test_a_pattern_compiled_late_finds_what_one_compiled_early_does(text: str) -> None:
    """
    Nothing is compiled before the first use, and that it is done then changes no result.
    """
    late, early = lazily(r"(?P<a>\w)\W", re.I), re.compile(r"(?P<a>\w)\W", re.I)
    assert not hasattr(type(late), "finditer")
    assert [match.groupdict() for match in late.finditer(text)] == [match.groupdict() for match in early.finditer(text)]
    assert late.sub("-", text) == early.sub("-", text)
    assert (late.pattern, late.flags) == (early.pattern, early.flags)
