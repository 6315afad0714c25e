"""
Furniture phrases: what the lines around a scraped article say ("Skip to main content", "Follow us on …").

phrases.tsv has a row a phrase: its kind; where it stands in a line (is, begins, ends, has); the phrase as `whole` or
`loose` make it of a line (lower case, straight quotes, digits as #); and whether it is enough to tell furniture when
it stands alone in an article, or only among other furniture ("Home").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from textmend.furniture.lines import is_sentence_end
from textmend.furniture.sentences import sentences_in
from textmend.text.patterns import lazily

PATH = Path(__file__).with_name("phrases.tsv")
LONGEST = 400  # characters of a line that is looked at; longer ones are prose
LONGEST_WHOLE = 80  # characters of a line that is a phrase as a whole
OPENERS = "©@([•»…."
CUT_OFF = ("...", "…")  # "All..." is no "All"
MOST_WORDS = 6  # of a phrase that begins a line
DIGITS = lazily(r"\d++(?:[.,:]\d++)*+")
MARKS = lazily(r"[^\w&'#]++|_++")
FIRST = lazily(r"(?:[^\W_]|[&'#])++")  # the first word that whole leaves of a line
EDGES = ",.!?…”\"'"
SHORT = 200  # characters of a line that phrases within it or at its end may tell
SIGN_UP = 120  # characters of a line that begins like a sign-up; a longer one tells of one
CAPTION = 300  # characters of a caption with its credit
# A caption that ends with whom its picture is of: "… in Beijing (Getty Images)", "… Credit: Reuters".
CREDIT_LINE = lazily(r"(?:Photo |Image |Picture )?Credits?(?:…|\.{3}|: ?)\s?[A-Z]")
CREDIT = lazily(
    r"[\w.,’'\"”)] (?:\(?(?:Photo |Image |Picture )?Credit: [A-Zi][^.:;,)]{1,40}\)?"
    r"|\((?:AP )?Photo(?: by|:|/)[^()]{2,60}\)|\((?:via )?(?:Getty(?: Images)?|Reuters|AFP|Shutterstock|iStock)\))$"
)
FIGURE = lazily(r"(?:Fig\.|Figure|Plate|Table|Exhibit|Photo \d)\b", re.I)
# A credit that lost the space before it is glued_label's: the caption stays.
SENDER = r"(?:Reuters|AP|AFP|Getty(?: Images)?|EPA|Shutterstock)"
GLUED = rf"(?<=[a-z0-9])(?:[.”\")]?+(?P<credit>[A-Z][\w ’'-]{{0,40}}/{SENDER})|[.”\"](?P<sender>{SENDER}))"
GLUED_AT_END = lazily(rf"{GLUED}$")
LISTED = lazily(r"[-*•“\"‘#|>+\d]")  # what begins an item, a quotation, a heading, a table row
ADDRESSED = lazily(  # the reader, as no reporter does
    r"(?:^|[.!?:|] )(?:Please |Click|Sign up|Subscribe|Join|Get|Follow|Like|Register|Want|Enter|Read|Receive|Don't)"
)
SPOKEN, SHORT_LABEL = ".!", 3  # a label of so few words has no full stop: "Follow us." is said to someone
VERSE_ENDS = (",", ";", "—", "–")
NO_LINK = lazily(r"[^:]*: ?[a-z]|More from [^:]*:")  # a sentence after a colon, where a title would stand
# One of these is in each phrase that stands within a line.
WITHIN_CUES = (
    "newsletter|photo|credit|getty|twitter|commission|cookie|javascript|follow |inbox|©|subscribe |facebook"
    "|contributed|trademark|expressed|blocker|affiliate|/afp|press|/reuters|/shutterstock|reporting by|editing by"
    "|reserved|app store|google play|online retail|of the sale|rewritten|mailing|browser|personalize|privacy"
    "|sign up today|terms of|permission"
).split("|")
NO_SENTENCES = ("related", "media", "skip link", "advert")  # kinds whose phrases may begin a sentence, too


class Phrase(NamedTuple):
    """What a line says: the kind of furniture, and where in the line it says so."""

    kind: str
    form: str  # is, begins, ends, has; caption, for what CREDIT finds; sentence, for what sentences.py has
    alone: bool  # enough to tell furniture without other furniture around


class Phrases(NamedTuple):
    """The phrases by where they stand in a line."""

    whole: dict[str, Phrase]
    begins: dict[str, Phrase]
    ends: dict[str, Phrase]
    within: dict[str, Phrase]
    any_end: tuple[str, ...]
    any_within: re.Pattern[str]
    by_cue: tuple[tuple[str, tuple[str, ...]], ...]  # those within, by one of WITHIN_CUES that they have
    first_words: frozenset[str]  # of those that begin lines
    first_of_whole: frozenset[str]


def whole(line: str) -> str:
    """
    Return a line as the phrases of the form `is` are written: without marks.

    >>> whole("View 12 Comments »")
    'view # comments'
    """
    return MARKS.sub(" ", DIGITS.sub("#", line.replace("’", "'").lower())).strip()


def loose(line: str) -> str:
    """
    Return a line as the other phrases are written: with its marks.

    >>> loose("Follow him on  Twitter: @pal")
    'follow him on twitter: @pal'
    """
    return " ".join(DIGITS.sub("#", line.replace("’", "'").lower()).split())


@cache
def load() -> Phrases:
    """Return the phrases of phrases.tsv, read once."""
    table: dict[str, dict[str, Phrase]] = defaultdict(dict)
    for row in PATH.read_text(encoding="utf-8").splitlines()[1:]:
        kind, form, phrase, enough = row.split("\t")
        table[form][phrase] = Phrase(kind, form, enough == "alone")
    firsts = {phrase.split()[0].strip(EDGES) for phrase in table["begins"]}
    of_whole = {phrase.split()[0] for phrase in table["is"]}
    within = lazily("|".join(re.escape(phrase) for phrase in sorted(table["has"])))
    return Phrases(
        table["is"],
        table["begins"],
        table["ends"],
        table["has"],
        tuple(table["ends"]),
        within,
        tuple((cue, tuple(phrase for phrase in table["has"] if cue in phrase)) for cue in WITHIN_CUES),
        frozenset(firsts),
        frozenset(of_whole),
    )


def phrases_in(line: str) -> list[Phrase]:
    """Return what furniture a line says it is, the surest form first."""
    if len(line) > LONGEST:
        return []
    table, found = load(), []
    text = loose(line)
    if (
        len(line) <= LONGEST_WHOLE
        and (line[0].isalnum() or line[0] in OPENERS)
        and (first := FIRST.search(text))
        and first[0] in table.first_of_whole
        and (phrase := table.whole.get(whole(line)))
        and (phrase.kind != "section" or not line.endswith(CUT_OFF))
    ):
        found.append(phrase)
    words = text.split(" ", MOST_WORDS)[:MOST_WORDS]
    if words[0].strip(EDGES) in table.first_words:
        for count in range(len(words), 0, -1):
            if phrase := table.begins.get(" ".join(words[:count]).rstrip(EDGES)):
                found.append(phrase)
                break
    bare = text.rstrip(EDGES)
    if bare.endswith(table.any_end):
        found += (phrase for end, phrase in table.ends.items() if bare.endswith(end))
    held = [phrases for cue, phrases in table.by_cue if cue in text]
    if held and any(_holds(text, phrases) for phrases in held) and (match := table.any_within.search(text)):
        found.append(table.within[match[0]])
    credited = CREDIT.search(line) if line[-1] == ")" or "Credit: " in line else None
    if len(line) <= CAPTION and (credited or CREDIT_LINE.match(line)):
        found.append(Phrase("credit", "caption", True))
    found += (Phrase(sentence.kind, sentence.form, sentence.alone) for sentence in sentences_in(line))
    return found


def _holds(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text has any of some phrases in it: to look for each is faster than a pattern of them all."""
    for phrase in phrases:  # noqa: SIM110  # any() takes three times as long
        if phrase in text:
            return True
    return False


def is_telling(phrase: Phrase, line: str) -> bool:
    """
    Tell whether a phrase is enough to make a line of an article furniture.

    >>> line = "Sign up for our newsletter."
    >>> [is_telling(phrase, line) for phrase in phrases_in(line)][0]
    True
    """
    if phrase.form == "sentence" and phrase.kind in ("byline", "markup"):
        return phrase.alone
    if not phrase.alone or LISTED.match(line) or line[0].islower() or line.endswith(VERSE_ENDS):
        return False
    if phrase.form == "is" and line[-1] in SPOKEN and line.count(" ") < SHORT_LABEL:
        return False
    if phrase.kind == "credit" and phrase.form == "caption" and line.startswith("©"):
        return True
    if phrase.kind == "credit":
        sentence = is_sentence_end(line) or FIGURE.match(line) or GLUED_AT_END.search(line)
        named = any(word[0].isupper() for word in line.split()[1:])  # whose picture it is
        return len(line) <= CAPTION and not sentence and (named or phrase.form != "begins")
    if phrase.kind == "related" and NO_LINK.match(line):
        return False
    if phrase.form == "begins":
        if phrase.kind == "newsletter" and len(line) > SIGN_UP:
            return False
        return phrase.kind not in NO_SENTENCES or not is_sentence_end(line)
    if phrase.form in ("has", "ends"):
        return len(line) <= SHORT and (phrase.kind not in ("newsletter", "share") or bool(ADDRESSED.search(line)))
    return True
