"""
Marked texts: a damaged text with what its author wrote, and how well edits restore it.

    ⟦damaged⇒original⟧            must be repaired
    ⟦damaged⇒original¦also fine⟧  any of these will do
    ⟦?damaged⇒original⟧           may be repaired or left: it reads as normal English

Everything outside the marks is clean: an edit there is harm. Letter case, quote style, white space and
a/an are no differences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple, Protocol

from rapidfuzz.distance import Levenshtein

MARK = re.compile("⟦(\\??)(.*?)⇒(.*?)⟧", re.DOTALL)
MOST_READINGS = 4096  # of one region: more are not tried


class Change(Protocol):
    """What is scored: textmend's edits, or anybody's."""

    @property
    def start(self) -> int:
        """The first code point changed."""

    @property
    def end(self) -> int:
        """The code point after the last one changed."""

    @property
    def replacement(self) -> str:
        """What stands there instead."""


class Mark(NamedTuple):
    """A damaged span of the damaged text, and what may stand there."""

    start: int
    end: int
    accepted: tuple[str, ...]
    required: bool


class Verdict(NamedTuple):
    """How one group of overlapping marks and edits came out."""

    kind: str  # "right", "wrong", "missed" or "harm"
    marks: tuple[Mark, ...]
    edits: tuple[Change, ...]
    observed: str
    repaired: str


def parse(marked: str) -> tuple[str, list[Mark]]:
    """
    Return the damaged text and its marks.

    >>> parse("a ⟦pal⇒friend¦mate⟧")
    ('a pal', [Mark(start=2, end=5, accepted=('friend', 'mate'), required=True)])
    """
    parts, marks, last, length = [], [], 0, 0
    for match in MARK.finditer(marked):
        optional, damaged, accepted = match.groups()
        parts += [marked[last : match.start()], damaged]
        start = length + match.start() - last
        length = start + len(damaged)
        marks.append(Mark(start, length, tuple(accepted.split("¦")), not optional))
        last = match.end()
    return "".join([*parts, marked[last:]]), marks


def original(marked: str) -> str:
    """Return the text with the first original of every mark."""
    return MARK.sub(lambda match: match[3].split("¦")[0], marked)


def mended(marked: str) -> str:
    """
    Return the text with the first original of every mark that must be repaired; the others stay as they are.

    >>> mended("⟦Image⇒⟧A ⟦pal⇒friend¦mate⟧ ⟦?of mine⇒⟧")
    'A friend of mine'
    """
    return MARK.sub(lambda match: match[2] if match[1] else match[3].split("¦")[0], marked)


def folded(text: str) -> str:
    """Return a text without the differences that do not count."""
    straight = text.translate(str.maketrans("’‘“”", "''\"\"")).lower()
    return " ".join(re.sub(r"\ban\b", "a", straight).split())


def judge(damaged: str, marks: Sequence[Mark], edits: Sequence[Change]) -> Iterator[Verdict]:
    """Yield a verdict for each group; groups side by side that are right only together count as one."""
    for region in _runs([*marks, *edits], damaged, gap=True):
        groups = [_verdict(damaged, group) for group in _runs(region, damaged, gap=False)]
        if any(verdict.kind != "right" for verdict in groups):
            whole = _verdict(damaged, region)
            groups = [whole] if whole.kind == "right" else groups
        yield from groups


def figures(marked: str, edits: Sequence[Change], repaired: str) -> Counter[str]:
    """Return the counts of one text, to be summed over texts and summarised."""
    damaged, marks = parse(marked)
    count: Counter[str] = Counter(words=len(damaged.split()), edits=len(edits))
    for verdict in judge(damaged, marks, edits):
        required = sum(mark.required for mark in verdict.marks)
        count["required"] += required
        count["optional"] += len(verdict.marks) - required
        count[verdict.kind] += len(verdict.edits)
        if verdict.kind == "right" and verdict.marks:
            count["repaired_required"] += required
            count["repaired_optional"] += len(verdict.marks) - required if verdict.edits else 0
    reference = folded(original(marked)).split()
    count["reference_words"] = len(reference)
    count["errors_before"] = Levenshtein.distance(folded(damaged).split(), reference)
    count["errors_after"] = Levenshtein.distance(folded(repaired).split(), reference)
    return count


def summary(count: Counter[str]) -> dict[str, float]:
    """Return the published figures of summed counts."""
    repaired = count["repaired_required"] + count["repaired_optional"]
    return {
        "required_recall": _ratio(count["repaired_required"], count["required"]),
        "all_recall": _ratio(repaired, count["required"] + count["optional"]),
        "precision": _ratio(count["right"], count["edits"]),
        "harmful_edits": count["harm"],
        "wer_before": _ratio(count["errors_before"], count["reference_words"]),
        "wer_after": _ratio(count["errors_after"], count["reference_words"]),
        "edits": count["edits"],
    }


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 1.0


def _runs(items: Sequence[Mark | Change], damaged: str, gap: bool) -> list[list[Mark | Change]]:
    """Return items in groups that overlap, or with gap also those that only white space parts."""
    runs: list[list[Mark | Change]] = []
    reach = -1
    for item in sorted(items, key=lambda item: (item.start, item.end)):
        near = item.start < reach or (gap and (item.start == reach or damaged[reach : item.start].isspace()))
        if not runs or not near:
            runs.append([])
        runs[-1].append(item)
        reach = max(reach, item.end) if near and len(runs[-1]) > 1 else item.end
    return runs


def _verdict(damaged: str, group: Sequence[Mark | Change]) -> Verdict:
    start, end = min(item.start for item in group), max(item.end for item in group)
    marks = tuple(item for item in group if isinstance(item, Mark))
    edits = tuple(item for item in group if not isinstance(item, Mark))
    observed, repaired = damaged[start:end], _put(damaged, start, end, [(e.start, e.end, e.replacement) for e in edits])
    if not marks:
        kind = "right" if folded(observed) == folded(repaired) else "harm"
    else:
        touched = all(any(e.start < m.end and e.end > m.start for e in edits) for m in marks if m.required)
        right = touched and folded(repaired) in set(_acceptable(damaged, start, end, marks))
        kind = "right" if right else "wrong" if edits else "missed"
    return Verdict(kind, marks, edits, observed, repaired)


def _acceptable(damaged: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[str]:
    """Yield the folded readings of damaged[start:end] that count as right."""
    choices = [m.accepted if m.required else (*m.accepted, damaged[m.start : m.end]) for m in marks]
    for pick in islice(product(*choices), MOST_READINGS):
        pieces = [(m.start, m.end, text) for m, text in zip(marks, pick, strict=True)]
        yield folded(_put(damaged, start, end, pieces))


def _put(text: str, start: int, end: int, pieces: Sequence[tuple[int, int, str]]) -> str:
    """Return text[start:end] with pieces put in."""
    parts, last = [], start
    for first, stop, replacement in pieces:
        parts += [text[last:first], replacement]
        last = stop
    return "".join([*parts, text[last:end]])
