"""
Code pages: UTF-8 bytes that were read as characters of another encoding, and how to read them back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from textmend.text import Span
from textmend.text.patterns import lazily

# In the order in which they are tried: where two read the same characters back, the first gives the name.
NAMES = {
    "cp1252": "Windows-1252",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "mac_roman": "Mac Roman",
    "cp437": "code page 437",
    "cp850": "code page 850",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1257": "Windows-1257",
    "iso8859_2": "ISO 8859-2",
    "cp866": "code page 866",
    "koi8_r": "KOI8-R",
}
PLAIN_MARKS = "‘’“”–—…•€\xa0"  # letters begin with them in Mac Roman, but none that English has
# What misread UTF-8 begins with in any of the code pages, but for plain marks (a test computes it); here so that no
# code page is made for a text without.
LEADS = frozenset(
    "¤¦«¬\xad¯±´µ¶·»¾ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõ÷ýþÿĀāĂăąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīįİıĶ"
    "ķĹĺĻļŁŃńŅņŇňŌōŐŒœŕŘŚŞŠšŢŪŮŰŲŸŹźŻŽƒΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστφЁЄЇАБВГДЕЖЗИЙКЛМНОПР"
    "СТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяёє‗‚„‡‰‹›⁄∆√∞∩≈≡≤≥⌠─┌┘├┬┼═╒╓╔╘╙╚╞╟╠╤╥╦╧╨╩╪╫╬▀▄█▌▐◊\uf8ffﬁﬂ"
)
MARKS_ONLY = frozenset(("code page 850", "code page 866", "KOI8-R"))  # believed of marks of punctuation alone
# By what a text shows that it was read in a code page; Windows-1252 needs none, ftfy knows its letters.
WITNESSES = dict.fromkeys(("cp1251", "mac_roman", "cp437", "cp850"), "’“”–—") | {"cp1250": "“”"}
MARKS = lazily("[‐-―‘-‧‰′-‴‹›€™−]")  # what English has beyond Latin letters; three bytes each


class Piece(NamedTuple):
    """One character that was read as several: where they are, and what it was."""

    span: Span
    intended: str


class CodePage(NamedTuple):
    """A single-byte encoding as a way to misread UTF-8."""

    name: str
    witnesses: tuple[str, ...]  # what marks begin with when they are read in it, and in no other code page
    byte: dict[str, int]  # of each character that stands for a byte from 80 to FF
    sequence: re.Pattern[str]  # the characters of one UTF-8 sequence

    def pieces(self, run: str, offset: int = 0) -> list[Piece]:
        """Return the characters that a run of characters was in UTF-8, by their bytes; offset is where it begins."""
        found = []
        for match in self.sequence.finditer(run):
            try:
                intended = bytes(map(self.byte.__getitem__, match[0])).decode("utf-8")
            except UnicodeDecodeError:  # an overlong form or a surrogate
                continue
            if _is_text(intended):
                found.append(Piece(Span(offset + match.start(), offset + match.end()), intended))
        return found


@cache
def code_pages() -> tuple[CodePage, ...]:
    """Return all code pages."""
    return tuple(map(_code_page, NAMES))


@cache
def runs() -> re.Pattern[str]:
    """Return the pattern of a run of characters in which there may be a misread sequence."""
    return lazily(f"[{re.escape(''.join(sorted(LEADS)))}][^\x00-\x7f]+")


def _code_page(codec: str) -> CodePage:
    byte = {
        chr(value): value for value in range(0x80, 0xA0)
    }  # the bytes as they are, where the reader had no character
    for value in range(0x80, 0x100):
        character = bytes([value]).decode(codec, "replace")
        byte[chr(value) if character == "\ufffd" else character] = value
    first_of = {
        length: _characters(byte, low, high)
        for length, low, high in ((2, 0xC2, 0xDF), (3, 0xE0, 0xEF), (4, 0xF0, 0xF4))
    }
    follow = _characters(byte, 0x80, 0xBF)
    sequence = "|".join(f"[{first}][{follow}]{{{length - 1}}}" for length, first in first_of.items())
    witnesses = tuple(mark.encode().decode(codec) for mark in WITNESSES.get(codec, ""))
    return CodePage(NAMES[codec], witnesses, byte, lazily(sequence))


def _characters(byte: dict[str, int], low: int, high: int) -> str:
    return re.escape("".join(character for character, value in byte.items() if low <= value <= high))


def _is_text(character: str) -> bool:
    """Tell whether a character can have been written: assigned, and no control or direction mark."""
    category = unicodedata.category(character)
    if category in ("Cn", "Co", "Cs") or "\u0e80" <= character < "\u1e00":
        return False  # scripts from Lao to Vedic are not met in English
    if character.isdigit() and character > "\xff":
        return False
    return category != "Cf" or character in "\xad\u200b\u200d\u2060\ufeff"
