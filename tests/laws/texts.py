"""Texts for the laws: anything at all, and pieces of the seeds, so that repairs happen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from benchmarks.marks import mended

SEEDS = Path(__file__).parent.parent.parent / "seeds"
SPUN = next(SEEDS.glob("003_*.txt")).read_text(encoding="utf-8")
GOLD = [path for path in sorted((SEEDS / "gold").glob("*.gold.txt")) if not path.name.startswith("003")]
CLEAN = [mended(path.read_text(encoding="utf-8")) for path in GOLD]
SPUN_LINES = [line for line in SPUN.splitlines() if len(line) > 80]
CLEAN_LINES = [line for text in CLEAN for line in text.splitlines() if len(line) > 80]
SCANNED = """The govemment of tbe province said on Tuesday that the comrnittee would meet again in the momlng, and that
thc rninister had been askcd to explain why the railway bridgc was closed to all traffic. Tho engineers found no fault
with the iron gir ders, but the rnayor ofthe town, who had spo-
ken to the workers, was not satisfied with that answer
and wrote to the newspapor."""
SCANNED_LINES = [*SCANNED.splitlines(), SCANNED]

any_text = st.text(st.characters(codec=None, categories=None), max_size=300)
odd_pieces = st.sampled_from(
    ["\x00", "\ud800", "\r\n", "\u2028", "\u202e", "\ufeff", "a\u0301", "{", "}", "https://a.b/within_the", "@the", "İ"]
)

FURNITURE = [
    *(
        "Skip to main content",
        "Home",
        "News",
        "Sports",
        "Subscribe",
        "Sign In",
        "Share this story",
        "Facebook",
        "Twitter",
    ),
    *(
        "Advertisement",
        "Related: The harbour",
        "Read more: The light",
        "Most Popular",
        "The ferry in the fog",
        "Comments",
    ),
    *(
        "Photo: Ada Marsh/Reuters",
        "Sign up for our newsletter.",
        "Leave a Reply",
        "Contact Us",
        "Privacy Policy",
        "More",
    ),
    *(
        "© 2021 Harbour Press",
        "12 Comments",
        "Terms of Use",
        "Share",
        "Follow us on Twitter: https://a.b",
        "By Ada Marsh",
    ),
    *(
        "The light was lit again.The mayor came , and left .",
        "ImageThe light",
        "at the bridge.MARSH/Reuters",
        "- Home",
        "___",
    ),
]


@st.composite
def scraped_pages(draw: st.DrawFn) -> str:
    """Draw a page: lines of furniture in any order around and between paragraphs of an article."""
    furniture = st.lists(st.sampled_from(FURNITURE), max_size=20)
    lines = draw(furniture)
    for paragraph in draw(st.lists(st.sampled_from(CLEAN_LINES), max_size=5)):
        lines += [paragraph, *draw(furniture | st.just([]))]
    lines += draw(furniture | st.lists(odd_pieces | any_text, max_size=3))
    return draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(lines)


@st.composite
def damaged_texts(draw: st.DrawFn) -> str:
    """Draw a text of spun or scanned and of clean paragraphs with oddities strewn in."""
    lines = draw(st.lists(st.sampled_from(draw(st.sampled_from([SPUN_LINES, SCANNED_LINES]))), min_size=1, max_size=4))
    lines += draw(st.lists(st.sampled_from(CLEAN_LINES) | odd_pieces | any_text, max_size=3))
    text = draw(st.sampled_from(["\n", "\n\n", "\r\n", " "])).join(draw(st.permutations(lines)))
    if draw(st.booleans()):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(odd_pieces) + text[place:]
    return text


def _misread(text: str) -> str:
    """Return a text as if its UTF-8 had been read as Windows-1252."""
    return text.encode("utf-8", "surrogatepass").decode("cp1252", "replace")


def _as_entities(text: str) -> str:
    """Return a text with its marks written as entities."""
    return re.sub("[&’“”—é]", lambda mark: f"&#{ord(mark[0])};", text)


def _scanned(text: str) -> str:
    """Return a text with letters misread, words joined and words broken."""
    for printed, read in (("the ", "tbe "), ("and ", "aud "), ("m", "rn"), (" of ", " of"), ("tion", "ti on")):
        text = text.replace(printed, read)
    return text


def _wrapped(text: str) -> str:
    """Return a text in short lines, with words broken at their ends."""
    return re.sub(r"(\S{3,60}? [^\n]{20,40}?[a-z]{3})([a-z]{3})", r"\1-\n\2", text)


SPOILERS: list[Callable[[str], str]] = [
    _misread,
    _as_entities,
    _scanned,
    _wrapped,
    lambda text: f"{text[:1]}\0{text[1:]}",
]


@st.composite
def texts_damaged_in_many_ways(draw: st.DrawFn) -> str:
    """Draw lines that are spun, scanned or furniture, and spoil words and lines of them again."""
    out = []
    for line in draw(st.lists(st.sampled_from([*SPUN_LINES, *SCANNED_LINES, *FURNITURE]), min_size=2, max_size=7)):
        words = line.split(" ")
        for place in draw(st.lists(st.integers(0, len(words) - 1), max_size=4, unique=True)):
            words[place] = draw(st.sampled_from(SPOILERS))(words[place])
        line = " ".join(words)
        out.append(draw(st.sampled_from(SPOILERS))(line) if draw(st.booleans()) else line)
    return draw(st.sampled_from(["\n", "\n\n", "\r\n"])).join(out)
