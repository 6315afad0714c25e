"""
The cheap look: may a text hold page furniture at all?

Most texts do not, and leave here after a look at how each line begins, and for a few literals in the short ones.
"""

from __future__ import annotations

from functools import cache

from textmend.furniture.phrases import CAPTION, EDGES, LONGEST, is_telling, load, phrases_in

# One of these stands in every line that is furniture by a phrase within it or at its end.
CUES = ("inbox", "ewsletter", "mailing list", "at any time", "ign up today", "ollow ", "ike us on", "commission") + (
    "of the sale", "may not be published", "etty", "/AP", "/ap", "/Reuters", "hutterstock", "(photo", "(Photo", "AP Photo",
    "Credit: ", "credit: ", "(Getty", "(Reuters", "(AFP", "(iStock", "(via ", "via AP", "via Reuters", "min read", "window",
)  # fmt: skip
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
                seconds.setdefault(first.strip(EDGES), set()).add(rest.partition(" ")[0].strip(EDGES))
    return {first: frozenset(words) for first, words in seconds.items()}


def may_have_furniture(text: str) -> bool:
    """
    Tell whether any line of a text may be furniture by its own words.

    >>> may_have_furniture("The council met."), may_have_furniture("Share this story")
    (False, True)
    """
    begin = beginnings()
    lines = [line for line in text.split("\n") if line and len(line) <= LONGEST]
    for line in lines:
        word, _, rest = line[:BEGINNING].partition(" ")
        if (known := begin.get(word.lower().strip(EDGES))) and _goes_on(known, rest) and _says_so(line):
            return True
    short = "\n".join([line for line in lines if len(line) <= CAPTION])
    cues = [cue for cue in CUES if cue in short]
    return bool(cues) and any(
        _says_so(line) for line in lines if len(line) <= CAPTION and any(cue in line for cue in cues)
    )


def _goes_on(known: frozenset[str], rest: str) -> bool:
    """Tell whether what follows a first word is the second word of a phrase that begins so, if it has one."""
    return "" in known or rest.lstrip().partition(" ")[0].lower().strip(EDGES) in known


def _says_so(line: str) -> bool:
    """Tell whether a line is furniture by its own words."""
    inside = line.strip()
    return bool(inside) and any(is_telling(phrase, inside) for phrase in phrases_in(inside))
