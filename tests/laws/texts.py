"""Texts for the laws: anything at all, and pieces of the seeds, so that repairs happen."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

SEEDS = Path(__file__).parent.parent.parent / "seeds"
SPUN = next(SEEDS.glob("003_*.txt")).read_text(encoding="utf-8")
CLEAN = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")) if not path.name.startswith("003")]
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
