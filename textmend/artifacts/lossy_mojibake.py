"""
Lossy mojibake: UTF-8 that was read as another encoding, and some of its bytes then dropped or replaced.

`“ok.â€ Then` lost byte 9D, for which Windows-1252 has no character (it was ”); `Chinaâs` lost two control characters;
in `voilÃ le` and `end.Â  Then` the byte A0 became a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.matching.lost_marks import lost_marks
from textmend.text import Document, Span
from textmend.text.patterns import lazily

CONFIDENCE = 0.97  # judged; no line of benchmarks/encoding.py gets worse by it
FOLLOWING = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # bytes 80 to BF in Windows-1252
ENDED = rf"(?![{FOLLOWING}śťžźŚŤŹ])"
QUOTE = lazily(rf"(?:â€|Ã¢â‚¬)(?:Â{ENDED}|{ENDED})[?\ufffd]?")
CYRILLIC_QUOTE = lazily(r"вЂ(?![\u0400-\u04ff\x80-\xbf‚„…†‡€‰‹‘’“”•–—™›])\ufffd?")
STRIPPED = lazily(rf"â(?![{FOLLOWING}\u0300-\u036f])\??")
SYMBOL = lazily(r"â(?:¦|(?<=^.)¢(?= )|(?<=[\n ].)¢(?= )|¬(?=\d))", re.S)
SYMBOLS = {"¦": "…", "¢": "•", "¬": "€"}  # what is left behind â where only the control characters were dropped
AFTER_A = r"(?:un|une|la|les?|l['’]|sa|ses|son|ce|cette|ma|mon|moi|nous|vous|propos|deux|trois|travers|partir|peu)\b"
A_GRAVE = lazily(rf"(?<=[a-z])Ã(?=[\s.,;:!?)”’\"]|$)|(?<![^\s(“‘\"])Ã (?= {AFTER_A})|(?<![^\s(“‘\"])Ã(?= {AFTER_A})")
NBSP = lazily(r"(?<=[a-z\d.,;:!?)\"”’'%-])Â(?=[ \n]|$)")
LONE_NBSP = lazily(r"(?<= )Â ")


def find(document: Document) -> Iterator[Edit]:
    """Yield the edits of what is left of misread characters."""
    odd, text = document.odd, document.text
    if "€" in odd and "â" in odd:
        yield from _quotes(text)
    if "Ђ" in odd:
        yield from _each(text, CYRILLIC_QUOTE, "‘", "lost byte 98 of UTF-8 read as Windows-1251")
    if "â" in odd:
        yield from _stripped(text)
    if "Ã" in odd:
        yield from _each(text, A_GRAVE, "à", "UTF-8 read as Windows-1252, its byte A0 made a space")
    if "Â" in odd:
        spaces = list(_each(text, NBSP, "", "UTF-8 read as Windows-1252, its byte A0 made a space"))
        yield from spaces
        if spaces:
            yield from _each(text, LONE_NBSP, "", "UTF-8 read as Windows-1252, its byte A0 made a space")


def _quotes(text: str) -> Iterator[Edit]:
    """Yield the quotation marks that lost their last byte: the closing one in Windows-1252, ‘ in Windows-1250."""
    matches = list(QUOTE.finditer(text))
    mark, byte = ("‘", "98") if "â€ť" in text else ("”", "9D")
    dropped = any(match[0][-1] not in "?\ufffd" for match in matches)
    for match in matches:
        observed = match[0].removesuffix("?") if dropped else match[0]
        yield _edit(match.start(), observed, mark, CONFIDENCE, f"lost byte {byte} of UTF-8 read as Windows-1252")


def _stripped(text: str) -> Iterator[Edit]:
    """Yield the marks of which only â is left."""
    symbols = list(SYMBOL.finditer(text))
    for match in symbols:
        yield _edit(match.start(), match[0], SYMBOLS[match[0][1]], CONFIDENCE, HOW_STRIPPED)
    places = [Span(match.start(), match.end()) for match in STRIPPED.finditer(text)]
    for mark in lost_marks(text, places, also="letter"):
        observed = text[mark.span.start : mark.span.end]
        yield _edit(mark.span.start, observed, mark.intended, mark.confidence, HOW_STRIPPED)


def _each(text: str, pattern: re.Pattern[str], intended: str, how: str) -> Iterator[Edit]:
    return (_edit(match.start(), match[0], intended, CONFIDENCE, how) for match in pattern.finditer(text))


def _edit(start: int, observed: str, intended: str, confidence: float, how: str) -> Edit:
    reason = f"{how}: “{observed}” was “{intended}”" if intended else f"{how}: “{observed}” is left of it"
    return Edit(start, start + len(observed), observed, intended, NAME, confidence, reason)


HOW_STRIPPED = "UTF-8 read as Latin-1, its control characters dropped"
NAME = "lossy_mojibake"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=frozenset("âÃÂЂ"))
