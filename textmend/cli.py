"""
The command line: textmend repair [FILE…|-]

Data goes to standard output, messages to standard error. Exit status: 0 nothing found (or repaired text was
asked for and written), 1 findings (--check, --diff), 2 usage or input error.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import signal
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

from textmend import __version__
from textmend.config import DEFAULT_ARTIFACTS, DIALECTS, MIN_CONFIDENCES, MODELS, ON_REQUEST, Config
from textmend.extras import MissingExtraError

CLEAN, FINDINGS, ERROR = 0, 1, 2

EPILOG = """examples:
  textmend repair article.txt              the repaired text
  textmend repair --diff article.txt       what would change, and why
  textmend repair --check *.txt            exit status 1 if anything would change
  textmend repair --in-place=.bak *.txt    repair files, keep the old ones as *.txt.bak
  curl … | textmend repair --format json - edits with offsets, confidence and reasons
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    try:
        return _run(argv)
    except BrokenPipeError:  # the reader went away: not an error of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else ERROR
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except OSError as error:  # standard output is full or closed
        return _complain(f"cannot write to standard output: {error.strerror}")


def _run(argv: Sequence[str] | None) -> int:
    given = sys.argv[1:] if argv is None else argv
    # Only --in-place=.bak has a suffix: in `--in-place FILE`, argparse alone would take the file for one.
    args = _parser().parse_args(["--in-place=" if argument == "--in-place" else argument for argument in given])
    try:
        config = Config(
            artifacts=_artifacts(args.artifacts),
            min_confidence=args.min_confidence,
            protect=tuple(args.protect),
            assume_spun=args.assume_spun,
            dialect=args.dialect,
            model=args.model,
        )
    except ValueError as error:
        return _complain(str(error))
    if args.in_place is not None and (args.diff or args.check or args.format != "text"):
        return _complain("--in-place writes files; give it without --diff, --check and --format")
    if args.in_place and any(separator in args.in_place for separator in (os.sep, os.altsep or os.sep)):
        return _complain(f"--in-place={args.in_place} names another place; give a suffix such as .bak")
    if args.in_place is not None and "-" in args.files:
        return _complain("--in-place cannot write to standard input; name files, or drop --in-place")
    status = CLEAN
    try:
        for name in _tracked(args):
            status = max(status, _repair_file(name, args, config))
    except MissingExtraError as error:
        return _complain(str(error))
    if sys.stdout is not None:
        sys.stdout.flush()
    return status


def _artifacts(given: str | None) -> tuple[str, ...]:
    """Return the kinds that --artifacts names, or the default and those that it names with a plus sign."""
    names = [name.strip() for name in (given or "").split(",") if name.strip()]
    more = [name[1:] for name in names if name.startswith("+")]
    return (*([name for name in names if not name.startswith("+")] or DEFAULT_ARTIFACTS), *more)


def _tracked(args: argparse.Namespace) -> Iterable[str]:
    """Return the names of the files, to be walked through with a progress bar where that takes long and is seen."""
    shown = sys.stdout is not None and sys.stdout.isatty() and args.in_place is None and not args.check
    if args.model != "neural" or args.quiet or shown:
        return list(args.files)
    from textmend.report.progress import tracked

    return tracked(args.files, "Repairing")


def _repair_file(name: str, args: argparse.Namespace, config: Config) -> int:
    """Repair one file as asked and return its exit status."""
    from textmend.binary import CorruptFileError
    from textmend.formats import text as files
    from textmend.pipeline import repair

    try:
        result = repair(files.read(name), config)
        if args.in_place is not None and result.edits:
            files.replace(name, result.text, args.in_place)
    except (files.FileError, CorruptFileError) as error:
        return _complain(str(error))
    if args.in_place is not None:
        _say(args, f"{name}: {_summary(len(result.edits), len(result.declined))}")
        return CLEAN
    if args.format == "json":
        _write(_json({"file": name, **result.to_dict()}) + "\n")
    elif args.diff:
        from textmend.report.diff import unified_diff
        from textmend.report.terminal import wants_colour

        colour = wants_colour(sys.stdout)
        for line in unified_diff(result, "stdin" if name == "-" else name.lstrip("/"), colour):
            _write(line)
    elif not args.check:
        _write(result.text)
        return CLEAN
    if (args.check or args.diff) and result.edits:
        _say(args, f"{name}: {_summary(len(result.edits), len(result.declined))}")
        return FINDINGS
    return CLEAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="textmend", description="Measure and repair English text.")
    parser.add_argument("--version", action="version", version=f"textmend {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    command = commands.add_parser(
        "repair",
        allow_abbrev=False,
        help="repair texts",
        description="Repair what article spinners, encodings, scanners and scrapers did to texts. Clean text comes out "
        "as it went in.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("files", nargs="*", default=["-"], metavar="FILE", help="a text file, or - for standard input")
    command.add_argument("--diff", action="store_true", help="show a unified diff and the reason of every edit")
    command.add_argument("--check", action="store_true", help="write no text; exit with 1 if anything would change")
    command.add_argument(
        "--in-place",
        metavar=".SUFFIX",
        help="repair the files themselves; with --in-place=.SUFFIX keep the old ones beside them",
    )
    command.add_argument("--format", choices=("text", "json"), default="text", help="text, or json: a line a file")
    command.add_argument(
        "--artifacts",
        metavar="NAMES",
        help="the kinds of damage to look for, separated by commas; +NAME adds one to the default "
        f"(only so: {', '.join(sorted(ON_REQUEST))})",
    )
    command.add_argument(
        "--min-confidence",
        type=float,
        metavar="P",
        help="make only edits that are right with at least this probability "
        f"(default: {', '.join(f'{bound} with {model}' for model, bound in MIN_CONFIDENCES.items())})",
    )
    command.add_argument(
        "--protect", action="append", default=[], metavar="TERM", help="leave this term alone (may be repeated)"
    )
    command.add_argument(
        "--assume-spun", action="store_true", help="take every text for spun; for sources that are known to be"
    )
    command.add_argument("--dialect", choices=DIALECTS, help="the kind of spinner (default: found out for each text)")
    command.add_argument(
        "--model",
        choices=MODELS,
        default=MODELS[0],
        help="the language model that decides; neural repairs more, takes seconds a spun text and needs "
        "pip install 'textmend[neural]' (default: %(default)s)",
    )
    command.add_argument("--quiet", "-q", action="store_true", help="no messages but errors")
    return parser


def _json(value: object) -> str:
    """Return a value as JSON; undecodable bytes of the input, lone surrogates here, are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return json.dumps(value) if any("\ud800" <= c <= "\udfff" for c in text) else text


def _summary(edits: int, declined: int) -> str:
    """Return a line that counts edits for people."""
    return f"{edits} edit{'s' * (edits != 1)}, {declined} declined"


def _write(text: str) -> None:
    """Write to standard output as UTF-8 bytes, whatever the locale; undecodable input bytes go out as they came."""
    from textmend.formats.text import encode

    if sys.stdout is None:
        raise OSError(errno.EBADF, "it is closed")
    sys.stdout.buffer.write(encode(text))


def _say(args: argparse.Namespace, message: str) -> None:
    """Write a message to standard error, unless asked to be quiet."""
    if not args.quiet:
        _message(message)


def _complain(message: str) -> int:
    """Write an error to standard error and return the exit status of errors."""
    _message(f"textmend: error: {message}")
    return ERROR


def _message(message: str) -> None:
    from textmend.report.terminal import visible

    if sys.stderr is not None:
        sys.stderr.write(visible(message).encode("ascii", "backslashreplace").decode() + "\n")


def entry_point() -> NoReturn:
    """Run the command line and end the process with its exit status."""
    raise SystemExit(main())
