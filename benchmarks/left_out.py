"""
Accuracy on texts as if they were new: python -m benchmarks.left_out [--news MARKED…] [--blog MARKED…]
    [--first-read MARKED…] [--second-read MARKED…] [--sources FOLDER] [--model neural]

The lexicon and the signs of spinning are sharpened by counts from marked texts; a figure on those same texts says how
well textmend knows what it has seen. So each text is repaired with what was built without its own counts, and without
the guesses and chances of the editors who had read it; --sources takes other lists, such as those of an earlier commit,
that no reader of the text had put in order. Prints the figures of each text, recall and precision by min_confidence,
and the reliability of the confidences: of all edits made or declined in a band, how many were right, and the expected
calibration error (ECE).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import textmend
from benchmarks.marks import figures, judge, parse, summary
from benchmarks.observe import observed
from benchmarks.remembering import remember_neural
from textmend import binary
from textmend.config import MIN_CONFIDENCES, MODELS
from textmend.lexicons import store
from textmend.lexicons.build import compile_channels, estimated_from, expand
from textmend.lexicons.chances import EDITORS
from textmend.lexicons.observations import Counts
from textmend.lexicons.priors import priors
from textmend.lexicons.rows import FOLDER as SOURCES
from textmend.lexicons.rows import WORDING_DIALECTS, read_rows
from textmend.scoring import build_signs, language_model, signs

THRESHOLDS = sorted({0.3, 0.4, 0.5, 0.55, *MIN_CONFIDENCES.values(), 0.65, 0.7, 0.75, 0.8, 0.9})
BANDS = 10

NOBODY: Mapping[str, Collection[Path]] = MappingProxyType({})

Pairs = Counter[tuple[str, str]]


def lexicons(
    texts: dict[Path, str],
    folder: Path,
    read: Mapping[str, Collection[Path]] = NOBODY,
    sources: Path = SOURCES,
) -> Iterator[tuple[Path, str]]:
    """
    Yield each text and its dialect while the lexicon and signs in use are built without what knows the text.

    read: by editor, the texts whose damage the editor has seen; sources: the lists.
    """
    lists = expand(read_rows(sources))
    seen = {path: observed(path.read_text(encoding="utf-8"), lists[dialect]) for path, dialect in texts.items()}
    for path, dialect in texts.items():
        counts = {}
        for spoken in WORDING_DIALECTS:
            others = [pairs for other, pairs in seen.items() if texts[other] == spoken and other != path]
            counts[spoken] = _nested(sum(others, Counter()))
        editors = [editor for editor in EDITORS if path not in read.get(editor, ())]
        channels, held = estimated_from(priors(lists, editors), counts)
        sections, sizes = compile_channels(channels, held)
        binary.write(folder / "left_out.lexicon", "lexicon", sizes, sections)
        store.use(folder / "left_out.lexicon")
        for name, way in build_signs.wording(channels, held).items():
            build_signs.write(folder / f"{name}.signs", build_signs.weigh(way, language_model.load()))
        signs.use(*(folder / path.name for path in signs.WORDING), signs.THESAURUS)
        yield path, dialect


def _nested(pairs: Pairs) -> Counts:
    out: dict[str, dict[str, int]] = {}
    for (intended, seen), count in pairs.items():
        out.setdefault(intended, {})[seen] = count
    return out


def add_texts(parser: argparse.ArgumentParser) -> None:
    """Let a command line name marked texts by their dialect, and which of them an editor has read."""
    for dialect in WORDING_DIALECTS:
        parser.add_argument(f"--{dialect}", nargs="+", type=Path, default=[], help=f"texts of the {dialect} dialect")
    for editor in EDITORS:
        parser.add_argument(f"--{editor}-read", nargs="+", type=Path, default=[], help=f"that the {editor} editor read")


def texts_of(args: argparse.Namespace) -> tuple[dict[Path, str], dict[str, set[Path]]]:
    """Return the texts that a command line names, with their dialects, and by editor those that were read."""
    texts = {path: dialect for dialect in WORDING_DIALECTS for path in sorted(getattr(args, dialect))}
    return texts, {editor: set(getattr(args, f"{editor}_read")) for editor in EDITORS}


def measure(
    texts: dict[Path, str],
    read: Mapping[str, Collection[Path]],
    model: str = MODELS[0],
    sources: Path = SOURCES,
) -> tuple[dict[float, Counter[str]], list[tuple[float, bool]]]:
    """Return the figures by threshold, and of every edit its confidence and whether it was right."""
    count: dict[float, Counter[str]] = {threshold: Counter() for threshold in THRESHOLDS}
    edits: list[tuple[float, bool]] = []
    with tempfile.TemporaryDirectory() as folder:
        for path, _ in lexicons(texts, Path(folder), read, sources):
            marked = path.read_text(encoding="utf-8")
            damaged, marks = parse(marked)
            for threshold in THRESHOLDS:
                repair = textmend.repair(damaged, min_confidence=threshold, model=model)
                own = figures(marked, repair.edits, repair.text)
                count[threshold] += own
                if threshold == MIN_CONFIDENCES[model]:
                    print(path.name, _line(own))
            everything = textmend.repair(damaged, min_confidence=0.0, model=model).edits
            for verdict in judge(damaged, marks, everything):
                edits += [(edit.confidence, verdict.kind == "right") for edit in verdict.edits]  # type: ignore[attr-defined]
    return count, edits


def _line(count: Counter[str]) -> str:
    return "  ".join(f"{name} {value}" for name, value in summary(count).items())


def calibration(edits: list[tuple[float, bool]]) -> tuple[float, list[tuple[int, float, float]]]:
    """Return the expected calibration error, and for each band of confidence: edits, mean confidence, share right."""
    rows = []
    for band in range(BANDS):
        inside = [pair for pair in edits if min(int(pair[0] * BANDS), BANDS - 1) == band]
        if inside:
            mean = sum(confidence for confidence, _ in inside) / len(inside)
            rows.append((len(inside), mean, sum(right for _, right in inside) / len(inside)))
    error = sum(number * abs(mean - right) for number, mean, right in rows) / max(len(edits), 1)
    return error, rows


def main() -> int:
    """Measure the files named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_texts(parser)
    parser.add_argument("--sources", type=Path, default=SOURCES, help="a folder of lists")
    parser.add_argument("--model", choices=MODELS, default=MODELS[0])
    args = parser.parse_args()
    if args.model == "neural":
        remember_neural()
    count, edits = measure(*texts_of(args), args.model, args.sources)
    for threshold, figure in count.items():
        print(f"min_confidence {threshold:.2f}", _line(figure))
    error, rows = calibration(edits)
    print(f"expected calibration error {error:.3f} over {len(edits)} edits")
    for number, mean, right in rows:
        print(f"  {number:4} edits, confidence {mean:.2f}, right {right:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
