"""
HTML entities left in text, also encoded twice (`&amp;#8217;`) or without their `#` (`&8217;`).

Where the text holds a `<` it is mark-up, in which entities are right (the rule of ftfy).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.code import CodeLines
from textmend.text.patterns import lazily

CONFIDENCE = 0.98  # judged; no line of benchmarks/encoding.py gets worse by it
EXPLAINED = 0.5  # a text that speaks of entities shows them
ENTITY = lazily(r"&(?:amp;|#0*38;|#[xX]0*26;)*(?:#?[0-9]{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,23});")
TIMES = lazily(r"amp;|#0*38;|#[xX]0*26;")
SPEAKS_OF_THEM = lazily(
    r"\b(?:(?:HTML|XML|character|named|numeric)[ -](?:entit|escape|code|reference)|ampersands?\b|entity reference"
    r"|escap(?:e|ed|ing) (?:the|HTML|characters?|sequences?)\b)",
    re.I,
)
TAG = lazily(r"&(?:amp;)*(?:lt|#0*60|#[xX]0*3[cC]);(?:[A-Za-z/!?]|&)")
POINTER = lazily(r"(?:=|\breturn)\s*\Z")  # of C: p = &copy;
INVISIBLE = "\xad\u200b\u2060\ufeff"
AT_LINE_END = lazily(r"[ \t\r]*(?:\n|\Z)")
# Without its # a number must be that of a mark that text is full of, or of a letter inside a word.
NUMBERED_MARK = lazily(r"82(?:1[126-8]|2[01269]|30)|3[3489]|4[0-37]|9[135]")


def find(document: Document) -> Iterator[Edit]:
    """Yield the character that each entity stands for."""
    text = document.text
    if "&" not in text or ";" not in text or "<" in text:
        return
    matches = list(ENTITY.finditer(text))
    if not matches:
        return
    code = CodeLines(text)
    tags = TAG.search(text) is not None
    confidence = EXPLAINED if SPEAKS_OF_THEM.search(text) else CONFIDENCE
    for match in matches:
        intended = character(TIMES.sub("", match[0][1:]) or "amp;")
        if intended is None or POINTER.search(text, max(0, match.start() - 8), match.start()):
            continue
        if tags and intended in "<>":
            continue  # it would make mark-up of what was shown as text
        if match[0][1].isdigit() and not (
            NUMBERED_MARK.fullmatch(match[0][1:-1]) or _inside_word(text, match, intended)
        ):
            continue
        if intended in INVISIBLE:
            if intended == "\xad" and AT_LINE_END.match(text, match.end()):
                continue  # of a word that was hyphenated there
            reason = f"HTML entity: “{match[0]}” stands for an invisible character"
            yield Edit(match.start(), match.end(), match[0], "", NAME, confidence, reason)
        elif not code.hold(match.start()):
            reason = f"HTML entity: “{match[0]}” stands for “{intended}”"
            yield Edit(match.start(), match.end(), match[0], intended, NAME, confidence, reason)


def _inside_word(text: str, match: re.Match[str], intended: str) -> bool:
    return intended.isalpha() and text[match.start() - 1 : match.start()].isalpha()


@cache
def character(entity: str) -> str | None:
    """
    Return what an entity without its ampersand stands for, None if it is none or may not be put into text.

    >>> character("#8217;"), character("8217;"), character("EACUTE;"), character("#50;"), character("int2;")
    ('’', '’', 'É', None, None)
    """
    import html
    from html.entities import html5

    name = f"#{entity}" if entity[0].isdigit() else entity
    if name.startswith("#"):
        intended = html.unescape(f"&{name}")
    elif name.isupper() and name not in html5:
        intended = html5.get(name.lower(), "").upper()
    else:
        intended = html5.get(name, "")
    if not intended or len(intended) > 2 or (intended in "\\%\ufffd&#" and intended != "&"):
        return None
    if any(c.isdecimal() or unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") for c in intended):
        return None
    if unicodedata.category(intended[0]) == "Cf" and intended not in INVISIBLE:
        return None
    return intended


NAME = "html_entity"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=frozenset("&"))
