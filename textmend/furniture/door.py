"""
The cheap look: may a text hold page furniture at all?

Most texts do not, and leave here after a look at how each line begins, and for a few literals in the short ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from textmend.furniture.page import PAGE_PHRASES
from textmend.furniture.phrases import CAPTION, DIGITS, EDGES, is_telling, load, phrases_in, whole
from textmend.furniture.sentences import STARTS
from textmend.text import Document

# One of these stands in nearly every line that is furniture by a phrase within it,
CUES = ("ewsletter", "inbox", "Follow ", "ommission", "share of the sale", "? Check out our ")
# and one of these at the end of every line that is by a phrase there, or by a picture's credit; it is no sentence.
END_CUES = ("hoto", "etty", "euters", "AP", "ap", "AFP", "hutterstock", "Stock", "redit: ", "read", "window")
END = 64  # characters that hold such a credit
TINY, PAGE_TINY = 30, 20  # characters of a menu item; such lines in the least page with menus
NUMERALS = frozenset("0123456789")
LABEL_ENDS = frozenset(":|")
ENDS = EDGES + ":|"
BEGINNING = 40  # characters of a line that hold its first two words


@cache
def beginnings() -> dict[str, frozenset[str]]:
    """
    Return the second words by first word of the phrases that are enough by themselves, "" where there is none.

    The first words are spelt as labels are: in lower case, with a capital, all in capitals.
    """
    table = load()
    seconds: dict[str, set[str]] = {}
    for phrases in (table.whole, table.begins):
        for phrase, known in phrases.items():
            if known.alone:
                first, _, rest = phrase.partition(" ")
                for spelling in (first, first.capitalize(), first.title(), first.upper()):
                    seconds.setdefault(spelling, set()).add(rest.partition(" ")[0].strip(EDGES))
    for start in STARTS:
        first, _, rest = start.partition(" ")
        seconds.setdefault(first, set()).add(rest.partition(" ")[0].lower())
    return {first: frozenset(words) for first, words in seconds.items()}


def may_have_furniture(document: Document) -> bool:
    """
    Tell whether any line of a text may be furniture by its own words.

    >>> may_have_furniture(Document("The council met.")), may_have_furniture(Document("Share this story"))
    (False, True)
    """
    short = [line for line in document.lines if len(line) <= CAPTION]
    begin = beginnings()
    for line in short:
        word = line[:BEGINNING].partition(" ")[0]
        looked_at = word in begin or line[0] in NUMERALS or word[-1:] in LABEL_ENDS or len(word) == BEGINNING
        if looked_at and _begins_so(line) and _says_so(line):
            return True
    open_ends = [line for line in document.open_lines if len(line) <= CAPTION]
    ends = [line[-END:] for line in open_ends]
    if ends and any(map(_says_so, _with_cue(open_ends, ends, END_CUES))):
        return True
    if len(short) > PAGE_TINY:
        tiny = {line for line in short if len(line) <= TINY}
        if len(tiny) > PAGE_TINY and sum(whole(line) in load().whole for line in tiny) >= PAGE_PHRASES:
            return True
    return any(map(_says_so, _with_cue(short, short, CUES)))


def _with_cue(lines: Sequence[str], parts: Sequence[str], cues: Sequence[str]) -> set[str]:
    """Return the lines of which a part, the one in its place, has any of the cues; all parts are searched at once."""
    joined = "\n".join(parts)
    found = [cue for cue in cues if cue in joined]
    return {line for cue in found for line, part in zip(lines, parts, strict=True) if cue in part}


def _begins_so(line: str) -> bool:
    """Tell whether a line begins with the first two words of a phrase, or the only one, as a label or not."""
    begin = beginnings()
    word = line.partition(" ")[0]
    known = begin.get(word)
    if known is None and (word[-1:] in LABEL_ENDS or line[0] in NUMERALS):
        known = begin.get(DIGITS.sub("#", word.rstrip(":|")))
    return known is not None and _goes_on(known, line)


def _goes_on(known: frozenset[str], line: str) -> bool:
    """Tell whether the second word of a line is that of a phrase that begins with its first, if it has one."""
    words = line[:BEGINNING].lower().split(None, 2)
    second = words[1].rstrip(ENDS) if len(words) > 1 else ""
    return "" in known or (second if second.isalpha() else DIGITS.sub("#", second)) in known


def _says_so(line: str) -> bool:
    """Tell whether a line is furniture by its own words."""
    inside = line.strip()
    return bool(inside) and any(is_telling(phrase, inside) for phrase in phrases_in(inside))
