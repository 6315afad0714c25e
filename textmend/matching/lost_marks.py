"""
Lost marks: which quotation mark, apostrophe or dash stood where a text has one and the same junk for all of them.

A character set that lacks a mark loses it as `?`, `�` or a lone `â`. What stands around the junk tells: `don�t` can
only be an apostrophe, `�Hello,� he said` only quotation marks. Places in a text vouch for each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from textmend.text import Span
from textmend.text.patterns import lazily

# Confidences: judged on benchmarks/encoding.py and on samples of press releases that lost their marks.
SURE = 0.99  # a contraction that is no word without its apostrophe
VOUCHED = 0.97  # a possessive in a text with another sure place
POSSESSIVE = 0.92  # a possessive alone
PAIRED, UNPAIRED = 0.9, 0.75  # quotation marks; single ones are taken for double
PLURAL = 0.85  # the workers’ rights
SPACED = 0.65  # a dash with spaces around it, where an en dash is nearly as frequent

STEMS = {
    "t": "ain aren can couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn weren won wouldn",
    "re": "how there these they those we what where who why you",
    "ve": "could how i might must should that there they we what who would you",
    "ll": "he how i it she that there they this we what who you",
    "d": "he how i it she that there they we what who you",
    "m": "i",
    "s": "he here how it let she that there what when where who why",
    "clock": "o",
    "all": "y",
    "am": "ma",
}
CONTRACTIONS = frozenset((stem, ending) for ending, stems in STEMS.items() for stem in stems.split())
QUESTIONS = frozenset("how huh no ok okay really right so sure what when where who why yes".split())
# Words of fewer than four letters that have possessives; other short ones are believed beside a longer one.
SHORT = frozenset("age art boy car cat day dog eye god job kid law man men mom mum sea son sun war".split())
LETTERS_BEFORE = lazily(r"[^\W\d_]*\Z")
LETTERS = lazily(r"[^\W\d_]*")
LONGEST = 24  # letters of a word that are looked at
OPENS_AFTER = ' \t\n\r\xa0([{—–-/"“‘'
CLOSES_BEFORE = ' \t\n\r\xa0)]}—–-/.,;:!?"”’'


class Mark(NamedTuple):
    """A mark that was lost: where the junk is, what stood there, and how sure that is."""

    span: Span
    intended: str
    confidence: float


class _Place(NamedTuple):
    span: Span
    stem: str  # the letters before it
    ending: str  # the letters after it
    before: str  # the character before it, a line end at the start
    after: str


def lost_marks(text: str, spans: Sequence[Span], also: Literal["", "mark", "letter"] = "") -> list[Mark]:
    """
    Return the marks that were lost at spans of a text, which all hold the same junk and are sorted.

    also: what the junk may be instead, so that little is believed without a contraction that vouches for the rest: a
    mark (the question mark of “Really?s”) or a letter (the â of “Abbâs”).
    """
    places = [_place(text, span) for span in spans]
    kinds = [_apostrophe(place, 4 if also == "letter" else 2) for place in places]
    sure = SURE in kinds
    if also == "letter" and any(kinds):
        kinds = [_apostrophe(place, 2) for place in places]
    if (
        also == "letter"
        and not sure
        and any(place.stem and place.ending and not kind for place, kind in zip(places, kinds, strict=True))
    ):
        return []
    found = list(zip(places, kinds, strict=True))
    vouched = sure or (also != "mark" and any(kinds))
    several = sure or sum(kind > 0 for kind in kinds) > 1
    named = any(kind and _names(place) for place, kind in found)
    marks = [
        Mark(place.span, "’", max(kind, VOUCHED) if several else kind)
        for place, kind in found
        if kind and (vouched or also != "mark" or (named and not _asks(place)))
    ]
    if vouched or also != "mark":
        marks += _quotes_and_dashes(text, [place for place, kind in found if not kind], vouched, also)
    return sorted(marks)


def _place(text: str, span: Span) -> _Place:
    before = LETTERS_BEFORE.search(text, max(0, span.start - LONGEST), span.start)
    after = LETTERS.match(text, span.end, span.end + LONGEST)
    return _Place(
        span,
        before[0] if before else "",
        after[0] if after else "",
        text[span.start - 1] if span.start else "\n",
        text[span.end] if span.end < len(text) else "\n",
    )


def _apostrophe(place: _Place, shortest: int) -> float:
    """Return how sure it is that an apostrophe was lost, 0 if not; possessives are of so many letters at least."""
    stem, ending = place.stem.lower(), place.ending.lower()
    same_case = place.ending.islower() or (place.stem.isupper() and place.ending.isupper())
    if (stem, ending) in CONTRACTIONS and same_case:
        return POSSESSIVE if ending == "s" and stem in QUESTIONS else SURE
    if (
        ending == "s"
        and same_case
        and (len(stem) >= shortest or stem in SHORT or (len(stem) > 1 and place.stem.isupper()))
    ):
        return POSSESSIVE
    if place.stem in ("O", "D") and place.ending[:1].isupper() and place.ending[1:2].islower():
        return POSSESSIVE
    return 0.0


def _short_host(word: str) -> bool:
    """Tell whether a word of few letters is a noun or an abbreviation, so that it can have a possessive."""
    return word.lower() in SHORT or (len(word) > 1 and word.isupper())


def _names(place: _Place) -> bool:
    """Tell whether the word before a mark is long enough for a name or a noun, and no question."""
    return (len(place.stem) > 3 or _short_host(place.stem)) and not _asks(place)


def _asks(place: _Place) -> bool:
    """Tell whether the word before a mark may be a question by itself: “a chorus of Really?s”."""
    return place.stem.lower() in QUESTIONS or place.stem.lower().endswith(("ly", "s"))  # https?s is a pattern


def _quotes_and_dashes(text: str, places: Sequence[_Place], vouched: bool, also: str) -> Iterator[Mark]:
    """
    Yield quotation marks that pair within their lines and, if other places vouch for them, dashes and single ones.

    Where the junk may be right, a closing mark must follow punctuation.
    """
    spaced = "–" if " – " in text else "—"
    shy = also == "mark" or (also == "letter" and not vouched)
    for line in _lines(text, places):
        opened: list[_Place] = []
        pairs: list[tuple[_Place, _Place]] = []
        for place in line:
            if place.before in OPENS_AFTER and (place.after.isalnum() or place.after in "$£€’'"):
                opened.append(place)
            elif (
                place.before not in " \t\n\r\xa0(["
                and place.after in CLOSES_BEFORE
                and (not shy or place.before in ".,!?…")
            ):
                if opened:
                    pairs.append((opened.pop(), place))
                elif vouched:
                    plural = place.stem.endswith("s") and place.after == " "
                    yield Mark(place.span, "’" if plural else "”", PLURAL if plural else UNPAIRED)
            elif vouched and place.before == place.after == " ":
                yield Mark(place.span, spaced, SPACED)
        yield from _paired(pairs)
        for place in opened[: 1 if vouched and not shy else 0]:  # as before a quotation that goes on in the next line
            yield Mark(place.span, "“", PAIRED if place.before == "\n" else UNPAIRED)


def _closes(place: _Place, shy: bool) -> bool:
    """Tell whether a closing quotation mark can stand in a place."""
    if place.before in " \t\n\r\xa0([" or place.after not in CLOSES_BEFORE:
        return False
    return not shy or place.before in ".,!?…"


def _lines(text: str, places: Sequence[_Place]) -> Iterator[list[_Place]]:
    """Yield the places line by line."""
    line: list[_Place] = []
    for place in places:
        if line and text.find("\n", line[-1].span.end, place.span.start) >= 0:
            yield line
            line = []
        line.append(place)
    yield line


def _paired(pairs: Sequence[tuple[_Place, _Place]]) -> Iterator[Mark]:
    """Yield the marks of pairs in the order in which they close: double ones, and single ones inside those."""
    last = len(pairs)
    outermost = -1  # where the pair begins that all pairs seen so far, from the end, are behind or inside
    inside = [False] * last
    for i in reversed(range(last)):
        if outermost >= 0 and pairs[i][0].span.start > outermost:
            inside[i] = True
        else:
            outermost = pairs[i][0].span.start
    for (opening, closing), single in zip(pairs, inside, strict=True):
        yield Mark(opening.span, "‘" if single else "“", PAIRED)
        yield Mark(closing.span, "’" if single else "”", PAIRED)
