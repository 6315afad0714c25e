"""
Glued sentences: a scraper lost the break between two paragraphs, and with it the space (`at the end.The next`).

It must happen at a good share of the text's sentence ends: one odd place in a long text may be meant. Before a word
that begins no sentence it must happen several times, because names may hold a full stop (`Node.Js`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.patterns import lazily

# The cheap look: patterns that begin with one character are searched for ten times as fast as with a class of them, and
# not at all where the text lacks it.
MARKS = ".!?"
CUES = (*((mark, lazily(rf"\{mark}[A-Z][a-z]")) for mark in MARKS), ("”", lazily("”[A-Z]")))
NEAR = tuple((mark, lazily(rf"\{mark}[”\"’)]?[A-Z]")) for mark in MARKS)  # one in each match of GLUE
# In running text: words before, a lower-case word, the mark, and a capitalised word with more words after it.
GLUE = lazily(
    r"(?<=[a-z,’”] )(?P<before>[a-z][a-z’'-]*[a-z])(?P<mark>[.!?][”\"’)]?)(?P<after>[A-Z][a-z’']*)(?=,? [a-zA-Z0-9“\"])"
)
STARTERS = frozenset(
    """A After All Although An And As At Because Before But By During Even For From He Here His How However I If In
    It Its It's It’s Meanwhile Most My No Not Now On One Other Our She Since So Some Still Such That The Their Then
    There These They This Those Though To Under Until We What When Where Which While Who Why With You Your""".split()
)
SENTENCE_END = lazily(r"[a-z0-9][.!?][”\"’)]? +[A-Z“\"]")
ENOUGH = 3  # places in a text that make a habit of it
STARTERS_SHARE = 0.25  # of them; about every second sentence of news begins with such a word
SHARE = 0.15  # of the sentence ends; 2 of 6,000 documents of government writing have as many, truly glued
CONFIDENCE = 0.94  # by reading 100 of the places in glued press releases: all were right


def find(document: Document) -> Iterator[Edit]:
    """Yield the missing space after each sentence that another is glued to."""
    text = document.text
    if not any(mark in text and cue.search(text) for mark, cue in CUES):
        return
    matches = _glued(text)
    if not matches or len(matches) < SHARE * (len(matches) + sum(1 for _ in SENTENCE_END.finditer(text))):
        return
    starters = sum(match["after"] in STARTERS for match in matches)
    habit = len(matches) >= ENOUGH and starters >= STARTERS_SHARE * len(matches)
    for match in matches:
        if habit or match["after"] in STARTERS:
            replacement = f"{match['before']}{match['mark']} {match['after']}"
            reason = "glued sentences: the space between them is missing"
            yield Edit(match.start(), match.end(), match[0], replacement, NAME, CONFIDENCE, reason)


def _glued(text: str) -> list[re.Match[str]]:
    """Return all matches of GLUE in a text, each looked for from its mark: the word before it has no space in it."""
    found = []
    for mark, near in NEAR:
        last = 0
        for place in near.finditer(text) if mark in text else ():
            space = text.rfind(" ", last, place.start())
            if space >= 0 and (match := GLUE.match(text, space + 1)):
                found.append(match)
            last = place.start()
    return sorted(found, key=lambda match: match.start())


NAME = "glued_sentence"
ARTIFACT = Artifact(NAME, stage="residue", find=find)
