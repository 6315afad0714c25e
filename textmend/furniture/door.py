"""
The cheap look: may a text hold page furniture at all?

Most texts do not, and leave here after a look at how each line begins, and for a few literals in the short ones.
"""

from __future__ import annotations

from functools import cache

from textmend.furniture.page import PAGE_PHRASES
from textmend.furniture.phrases import CAPTION, EDGES, LONGEST, is_telling, load, phrases_in, whole

# One of these stands in every line that is furniture by a phrase within it,
CUES = ("ewsletter", "inbox", "mailing list", "ollow us", "ollow h", "ollow them", "ike us on", "ommission", "of the sale")
# and one of these at the end of every line that is by a phrase there, or by a picture's credit; it is no sentence.
END_CUES = ("hoto", "etty", "euters", "AP", "ap", "AFP", "hutterstock", "Stock", "redit: ", "read", "window")
END = 64  # characters that hold such a credit
TINY, PAGE_TINY = 30, 20  # characters of a menu item; such lines in the least page with menus
SENTENCE_ENDS = ".?!”\","
BEGINNING = 40  # characters of a line that hold its first two words


@cache
def beginnings() -> dict[str, frozenset[str]]:
    """Return the second words by first word of the phrases that are enough by themselves, empty where there is none."""
    table = load()
    seconds: dict[str, set[str]] = {}
    for phrases in (table.whole, table.begins):
        for phrase, known in phrases.items():
            if known.alone:
                first, _, rest = phrase.partition(" ")
                seconds.setdefault(first, set()).add(rest.partition(" ")[0].strip(EDGES))
    return {first: frozenset(words) for first, words in seconds.items()}


def may_have_furniture(text: str) -> bool:
    """
    Tell whether any line of a text may be furniture by its own words.

    >>> may_have_furniture("The council met."), may_have_furniture("Share this story")
    (False, True)
    """
    begin = beginnings()
    lines = [line for line in text.split("\n") if line and len(line) <= LONGEST]
    short = [line for line in lines if len(line) <= CAPTION]
    for line in lines:
        word, _, rest = line[:BEGINNING].partition(" ")
        if (known := begin.get(word.lower())) and _goes_on(known, rest) and _says_so(line):
            return True
    for line in short:
        if line[-1] not in SENTENCE_ENDS:
            end = line[-END:]
            if any(cue in end for cue in END_CUES) and _says_so(line):
                return True
    tiny = {line for line in short if len(line) <= TINY}
    if len(tiny) > PAGE_TINY and sum(whole(line) in load().whole for line in tiny) >= PAGE_PHRASES:
        return True
    joined = "\n".join(short)
    cues = [cue for cue in CUES if cue in joined]
    return bool(cues) and any(_says_so(line) for line in short if any(cue in line for cue in cues))


def _goes_on(known: frozenset[str], rest: str) -> bool:
    """Tell whether what follows a first word is the second word of a phrase that begins so, if it has one."""
    return "" in known or rest.lstrip().partition(" ")[0].lower().rstrip(EDGES) in known


def _says_so(line: str) -> bool:
    """Tell whether a line is furniture by its own words."""
    inside = line.strip()
    return bool(inside) and any(is_telling(phrase, inside) for phrase in phrases_in(inside))
