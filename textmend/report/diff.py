"""
A repair as a unified diff, with every edit explained below it.

The hunks are what `patch` takes; the explanations follow them as lines that begin with `#`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from textmend.edits import Edit
from textmend.report.terminal import CYAN, GREEN, GREEN_INVERSE, RED, RED_INVERSE, RESET, visible
from textmend.result import Repair
from textmend.text.spans import Span


def unified_diff(repair: Repair, name: str, colour: bool = False) -> Iterator[str]:
    """Yield the lines of the diff of one file, with their line ends; nothing where nothing changed."""
    if not repair.edits:
        return
    before, after = _lines(repair.source), _lines(repair.text)
    old = _line_spans(before, [Span(edit.start, edit.end) for edit in repair.edits]) if colour else {}
    new = _line_spans(after, _new_spans(repair.edits)) if colour else {}
    at_old = at_new = 0
    for number, line in enumerate(difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", n=1)):
        if line.startswith("@@"):
            at_old, at_new = (int(part.split(",")[0][1:]) - 1 for part in line.split()[1:3])
        body = line[1:].removesuffix("\n")
        if number < 2 or line.startswith("@@"):
            yield _painted(visible(line.rstrip("\n")), CYAN, colour) + "\n"
        elif line[0] == "-":
            yield _line("-", body, old.get(at_old, []), (RED, RED_INVERSE), colour)
            at_old += 1
        elif line[0] == "+":
            yield _line("+", body, new.get(at_new, []), (GREEN, GREEN_INVERSE), colour)
            at_new += 1
        else:
            yield " " + (visible(body) if colour else body) + "\n"
            at_old, at_new = at_old + 1, at_new + 1
        if not line.endswith("\n"):
            yield "\\ No newline at end of file\n"
    yield from explanations(repair)


def _lines(text: str) -> list[str]:
    """Return the lines of a text with their ends; only a line feed ends one, as patch sees it."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + parts[-1:] * bool(parts[-1])


def explanations(repair: Repair) -> Iterator[str]:
    """Yield a line for each edit: where, what, how sure and why; offsets are code points of the input."""
    for edit in repair.edits:
        what = f"“{visible(edit.observed)}” → “{visible(edit.replacement)}”"
        yield f"# {edit.start}-{edit.end} {what} {edit.confidence:.2f} {visible(edit.reason)}\n"


def _new_spans(edits: Sequence[Edit]) -> list[Span]:
    """Return the spans of the replacements in the repaired text."""
    spans, shift = [], 0
    for edit in edits:
        start = edit.start + shift
        spans.append(Span(start, start + len(edit.replacement)))
        shift += len(edit.replacement) - (edit.end - edit.start)
    return spans


def _line_spans(lines: Sequence[str], spans: Sequence[Span]) -> dict[int, list[Span]]:
    """Return the parts of sorted spans that fall in each line, counted from the line's start, by line number."""
    out: dict[int, list[Span]] = {}
    offset, queue = 0, list(reversed(spans))
    for number, line in enumerate(lines):
        end = offset + len(line)
        while queue and queue[-1].start < end:
            span = queue.pop()
            out.setdefault(number, []).append(Span(max(span.start, offset) - offset, min(span.end, end) - offset))
            if span.end > end:
                queue.append(Span(end, span.end))
        offset = end
    return out


def _line(sign: str, body: str, spans: Sequence[Span], colours: tuple[str, str], colour: bool) -> str:
    """Return one changed line, its edits highlighted."""
    if not colour:
        return f"{sign}{body}\n"
    plain, strong = colours
    parts, last = [plain, sign], 0
    for span in spans:
        parts += [visible(body[last : span.start]), strong, visible(body[span.start : span.end]), RESET, plain]
        last = span.end
    return "".join([*parts, visible(body[last:]), RESET, "\n"])


def _painted(text: str, paint: str, colour: bool) -> str:
    return f"{paint}{text}{RESET}" if colour else text
