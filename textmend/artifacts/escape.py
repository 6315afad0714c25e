r"""
Escapes of URLs and programs left in text: `It%E2%80%99s`, `It\u2019s`, `It\xe2\x80\x99s`.

In links and code they are right; so they are where a text speaks of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from textmend.artifacts.artifact import Artifact
from textmend.edits import Edit
from textmend.text import Document
from textmend.text.code import CodeLines
from textmend.text.patterns import lazily

CONFIDENCE = 0.97  # judged; no line of benchmarks/encoding.py gets worse by it
EXPLAINED = 0.5  # a text that speaks of escapes shows them
PERCENT = lazily(r"%[89A-Fa-f][0-9A-Fa-f](?:%[89A-Fa-f][0-9A-Fa-f])+")  # begins with a plain %, which is found fast
BACKSLASH = lazily(
    r"(?<!\\)\\{1,2}(?:u[0-9A-Fa-f]{4}(?:\\{1,2}u[dD][c-fC-F][0-9A-Fa-f]{2})?|x[89A-Fa-f][0-9A-Fa-f](?:\\{1,2}x[89A-Fa-f][0-9A-Fa-f])*)"
)
SPEAKS_OF_THEM = lazily(
    r"\b(?:Unicode|escape (?:sequence|character|code)s?|code ?points?|regex|hexadecimal|(?:percent|URL)[- ]encod\w+"
    r"|UTF-?8|JSON)\b",
    re.I,
)
ASCII_ALLOWED = frozenset("'\"")  # of ASCII characters, those that text is full of
INVISIBLE = "\xad\u200b\u2060\ufeff"
PATH = lazily(r"[/=&@\\<>|*+^$]|[?.]\w")
LONGEST = 200  # characters of a word that are looked at on either side
CUT_OFF = lazily(r"\\{1,2}[ux]?[0-9A-Fa-f]{0,3}\Z")


def find(document: Document) -> Iterator[Edit]:
    """Yield what the escapes stand for."""
    text = document.text
    patterns = [pattern for cue, pattern in (("%", PERCENT), ("\\", BACKSLASH)) if cue in text]
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    if not found:
        return
    code = CodeLines(text)
    confidence = EXPLAINED if SPEAKS_OF_THEM.search(text) else CONFIDENCE
    for match in found:
        intended = _intended(match[0])
        if intended is not None and not code.hold(match.start()) and not _in_path(text, match):
            shown = "".join(character for character in intended if character not in INVISIBLE)
            reason = f"escape: “{match[0]}” stands for {f'“{shown}”' if shown else 'an invisible character'}"
            yield Edit(match.start(), match.end(), match[0], shown, NAME, confidence, reason)


def _intended(escape: str) -> str | None:
    """Return what an escape stands for, None if it may not be put into text."""
    digits = escape.replace("\\\\", "\\")
    try:
        if "u" in escape:
            intended = "".join(chr(int(code, 16)) for code in digits.split("\\u")[1:])
            intended = intended.encode("utf-16", "surrogatepass").decode("utf-16")
        else:
            intended = bytes.fromhex(re.sub(r"[%\\x]", "", digits)).decode("utf-8")
    except UnicodeDecodeError:
        if re.fullmatch(r"\\x[89][0-9a-fA-F]", digits):
            return bytes.fromhex(digits[2:]).decode("cp1252", "ignore") or None
        return None
    allowed = all(_is_text(character) for character in intended)
    return intended if allowed else None


def _is_text(character: str) -> bool:
    """Tell whether an escaped character is one that was meant to be read."""
    if character.isascii():
        return character in ASCII_ALLOWED
    return unicodedata.category(character) not in ("Cc", "Cn", "Co", "Cs", "Nd") and (
        unicodedata.category(character) != "Cf" or character in f"\u200d{INVISIBLE}"
    )


def _in_path(text: str, match: re.Match[str]) -> bool:
    """Tell whether an escape stands in what looks like a link, a path or a query."""
    before = text[max(0, match.start() - LONGEST) : match.start()]
    after = text[match.end() : match.end() + LONGEST]
    head = "" if before[-1:].isspace() else (before.split() or [""])[-1]
    tail = "" if after[:1].isspace() else (after.split() or [""])[0]
    if len(tail) == LONGEST:
        tail = CUT_OFF.sub("", tail)
    return any(PATH.search(BACKSLASH.sub("", part)) is not None for part in (head, tail))


NAME = "escape"
ARTIFACT = Artifact(NAME, stage="encoding", find=find, cues=frozenset("%\\"))
