"""
Encodings: python -m benchmarks.encoding [--show N] [--json]

Damages clean lines by every row of the catalogue of encoding damage, repairs them, and counts the lines that come back
exactly as they were, the share of the damage that is gone, and the lines that are worse than they were damaged. The
lines are those of the seeds that are not ASCII, and lines written for this benchmark. The last rows lose what cannot be
known again (which dash it was); they are measured on whole texts, in which one place vouches for another.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
import urllib.parse
from collections.abc import Callable
from html.entities import codepoint2name
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

import textmend
from textmend import artifacts
from textmend.config import ARTIFACTS

SEEDS = Path(__file__).parent.parent / "seeds"
KINDS = tuple(name for name in ARTIFACTS if artifacts.load(name).stage == "encoding")
OWN = """\
“It’s the café’s naïve façade,” Zoë said — “don’t you see?” It cost £5 and €7…
The résumé of the fiancée, sent from Zürich, wasn’t read until the señor’s return at 5°.
He said: “They’re the company’s ‘best and brightest’ – we’ll see.” The temperature is −5 °C.
‘I can’t,’ she wrote. The workers’ rights weren’t in China’s plan; the São Paulo office knew.
Emoji are text too: 😀 and 👍 say what we’ve meant. © 2025 Acme™, all rights reserved.
• Première night in Malmö: the Danish director’s “Blåbær” won • Björk’s encore
The “new” rules aren’t new (see § 5 and ¶ 7): they’ve been the EU’s since 1999.
Élan vital, says the professor, “is Bergson’s term”; the Führer’s architect used other words.
""".splitlines()
# What a character set without them makes of the marks: one junk for all.
MARKS = re.compile("[^\x00-\x7f]")
TO_ASCII = str.maketrans(dict.fromkeys("’‘“”–—…•™€", "?"))


class Row(NamedTuple):
    """One kind of damage: its name, what does it, whether what it loses can be known again, and the text it can do."""

    name: str
    damage: Callable[[str], str]
    knowable: bool = True
    keeps: Callable[[str], str] = str


def misread(codec: str, errors: str = "", times: int = 1) -> Callable[[str], str]:
    """Return what reads UTF-8 in a code page; bytes without a character stay as controls, or are treated as told."""

    def damage(text: str) -> str:
        for _ in range(times):
            text = "".join(_read(byte, codec, errors) for byte in text.encode())
        return text

    return damage


def _read(byte: int, codec: str, errors: str) -> str:
    try:
        return bytes([byte]).decode(codec)
    except UnicodeDecodeError:
        return {"drop": "", "replace": "\ufffd", "question": "?"}.get(errors, chr(byte))


def within(codec: str) -> Callable[[str], str]:
    """Return what leaves of a text the characters that a code page has."""
    return lambda text: text.encode(codec, "ignore").decode(codec)


def swapped(written: str, read: str) -> Callable[[str], str]:
    """Return what writes the marks in one code page and reads them in another."""
    return lambda text: text.encode(written, "ignore").decode(read, "replace")


def apostrophes(swap: Callable[[str], str]) -> Callable[[str], str]:
    """Return what damages only the apostrophes inside words."""
    return lambda text: re.sub(r"(?<=[A-Za-z])’(?=[a-z])", swap("’"), text)


def each(escape: Callable[[str], str]) -> Callable[[str], str]:
    """Return what puts something in the place of every character beyond ASCII."""
    return lambda text: MARKS.sub(lambda match: escape(match[0]), text)


def as_escape(character: str) -> str:
    r"""Return a character as \\u escapes."""
    data = character.encode("utf-16-be")
    return "".join(f"\\u{data[i]:02x}{data[i + 1]:02x}" for i in range(0, len(data), 2))


def entity(character: str) -> str:
    """Return a character's named entity, or its number."""
    name = codepoint2name.get(ord(character))
    return f"&{name};" if name else f"&#{ord(character)};"


ROWS = (
    Row("UTF-8 read as Windows-1252", misread("cp1252")),
    Row("… as Latin-1", misread("latin-1")),
    Row("… as Mac Roman", misread("mac_roman")),
    Row("… as Windows-1250", misread("cp1250")),
    Row("… as Windows-1251", misread("cp1251")),
    Row("… as code page 437", misread("cp437")),
    Row("… as code page 850", misread("cp850")),
    Row("… as Windows-1252, twice", misread("cp1252", times=2)),
    Row("… as Latin-1, twice", misread("latin-1", times=2)),
    Row("… as Windows-1252, three times", misread("cp1252", times=3)),
    Row("… byte 9D lost", misread("cp1252", "drop")),
    Row("… byte 9D as U+FFFD", misread("cp1252", "replace")),
    Row("… byte 9D as ?", misread("cp1252", "question")),
    Row("… twice, byte 9D lost", lambda text: misread("cp1252", "drop")(misread("cp1252")(text))),
    Row(
        "… byte A0 as space",
        lambda t: misread("cp1252")(t).replace("\xa0", " "),
        keeps=lambda t: t.replace("\xa0", " "),
    ),
    Row("Windows-1252 read as Latin-1", lambda text: text.encode("cp1252").decode("latin-1"), keeps=within("cp1252")),
    Row("HTML entities, numbers", each(lambda c: f"&#{ord(c)};")),
    Row("HTML entities, hexadecimal", each(lambda c: f"&#x{ord(c):X};")),
    Row("HTML entities, names", each(entity)),
    Row("HTML entities, twice", each(lambda c: f"&amp;#{ord(c)};")),
    Row("HTML entities without #", lambda text: re.sub("[‘’“”–—…]", lambda m: f"&{ord(m[0])};", text)),
    Row("URL escapes", each(urllib.parse.quote)),
    Row(r"\u escapes", each(as_escape)),
    Row(r"\x escapes", each(lambda c: "".join(f"\\x{byte:02x}" for byte in c.encode()))),
    Row("NFD", lambda text: unicodedata.normalize("NFD", text)),
    Row("zero-width spaces", lambda text: re.sub(r"(?<=\w)(?= )", "\u200b", text)),
    Row("soft hyphens", lambda text: re.sub(r"(?<=[a-z]{3})(?=[a-z]{3})", "\xad", text)),
    Row("ligatures", lambda text: text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")),
    Row("full-width letters", lambda text: re.sub("[A-Za-z]{2,}", _widened, text)),
    Row("control characters", lambda text: re.sub(r"(?<=[a-z])(?= )", "\x02", text)),
    Row("surrogate pairs", lambda text: re.sub("[\U00010000-\U0010ffff]", _halves, text)),
    Row("apostrophes as �", apostrophes(lambda c: "\ufffd")),
    Row("apostrophes as ?", apostrophes(lambda c: "?")),
    Row("apostrophes: Mac Roman read as Windows-1252", apostrophes(swapped("mac_roman", "cp1252"))),
    Row("apostrophes: Windows-1252 read as Mac Roman", apostrophes(swapped("cp1252", "mac_roman"))),
    Row("apostrophes: Windows-1252 read as code page 437", apostrophes(swapped("cp1252", "cp437"))),
    Row("apostrophes: Latin-1, controls dropped", apostrophes(lambda c: "â")),
    Row("UTF-8 read as Latin-1, controls dropped", lambda t: re.sub("[\x80-\x9f]", "", misread("latin-1")(t)), False),
    Row(
        "Windows-1252 read as UTF-8 (�)",
        lambda t: t.encode("cp1252").decode("utf-8", "replace"),
        False,
        within("cp1252"),
    ),
    Row("marks as ?", lambda text: text.translate(TO_ASCII), False),
    Row("marks: Mac Roman read as Windows-1252", swapped("mac_roman", "cp1252"), False, within("mac_roman")),
    Row("marks: Windows-1252 read as Mac Roman", swapped("cp1252", "mac_roman"), False, within("cp1252")),
)


def _widened(match: re.Match[str]) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in match[0])


def _halves(match: re.Match[str]) -> str:
    data = match[0].encode("utf-16-be")
    return "".join(chr(int.from_bytes(data[i : i + 2], "big")) for i in range(0, len(data), 2))


def lines() -> list[str]:
    """Return the clean lines that hold anything beyond ASCII."""
    seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return [line for text in [*seeds, "\n".join(OWN)] for line in text.splitlines() if not line.isascii()]


def texts() -> list[str]:
    """Return whole texts, in which one place vouches for another: the seeds, and the lines written for this."""
    return [*map(_text, sorted(SEEDS.glob("*.txt"))), "\n".join(OWN)]


def score(row: Row, show: int = 0) -> dict[str, float]:
    """Return how many damaged lines there are, and which shares of them and of their damage were repaired."""
    damaged = exact = worse = 0
    before = after = 0
    edits = 0
    for line in lines() if row.knowable else texts():
        intended = row.keeps(line)
        observed = row.damage(intended)
        if observed == intended:
            continue
        repair = textmend.repair(observed, artifacts=KINDS)
        damaged += 1
        exact += repair.text == intended
        was, left = Levenshtein.distance(observed, intended), Levenshtein.distance(repair.text, intended)
        worse += left > was
        before, after = before + was, after + left
        edits += len(repair.edits)
        if repair.text != intended and show > 0:
            show -= 1
            print(f"  {observed!r}\n  {repair.text!r}\n  {intended!r}")
    return {
        "lines": damaged,
        "exact": round(exact / max(damaged, 1), 3),
        "damage repaired": round(1 - after / max(before, 1), 3),
        "worse": worse,
        "edits": edits,
    }


def main() -> int:
    """Print a line for every row."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", type=int, default=0, help="lines to show of each row that are not exact")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    results = {row.name: score(row, args.show) for row in ROWS}
    if args.json:
        print(json.dumps(results))
    else:
        for name, result in results.items():
            print(f"{name:50}", "  ".join(f"{key}: {value}" for key, value in result.items()))
    marks = [sum(map(len, MARKS.findall(text))) / len(text.split()) for text in map(_text, sorted(SEEDS.glob("*.txt")))]
    print("characters beyond ASCII a word of the seeds:", " ".join(f"{share:.3f}" for share in marks))
    return 0


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
