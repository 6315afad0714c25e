"""The command line, through the installed command."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import textmend

SEEDS = Path(__file__).parent.parent / "seeds"
SPUN = next(SEEDS.glob("003_*.txt"))
CLEAN = next(SEEDS.glob("004_*.txt"))
COMMAND = Path(sys.executable).with_name("textmend")
REPAIRED = textmend.repair(SPUN.read_text(encoding="utf-8")).text.encode()


def run(*args: object, data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command, or the module where it is not installed beside the interpreter."""
    command = [str(COMMAND)] if COMMAND.exists() else [sys.executable, "-m", "textmend"]
    return subprocess.run(
        [*command, *map(str, args)],
        input=data,
        capture_output=True,
        env={**os.environ, **environment},
        cwd=SEEDS.parent,
        check=False,
    )


def test_text_comes_out_repaired() -> None:
    """
    `textmend repair FILE` writes the repaired text and ends with status 0.
    """
    done = run("repair", SPUN)
    assert (done.returncode, done.stdout, done.stderr) == (0, REPAIRED, b"")


def test_standard_input_is_a_file_like_any_other() -> None:
    """
    `-` and no file at all both read standard input.
    """
    data = SPUN.read_bytes()
    assert run("repair", "-", data=data).stdout == run("repair", data=data).stdout == REPAIRED


def test_clean_text_comes_out_byte_for_byte() -> None:
    """
    A byte order mark, CRLF, undecodable bytes and a missing last newline survive.
    """
    data = b"\xef\xbb\xbfA line.\r\nAnother \xff\xfe one,\x00 with no end"
    assert run("repair", data=data).stdout == data


def test_check_tells_by_its_status() -> None:
    """
    --check writes nothing to standard output: 1 if anything would change, else 0.
    """
    spun, clean = run("repair", "--check", SPUN), run("repair", "--check", CLEAN)
    assert (spun.returncode, spun.stdout) == (1, b"")
    assert b"edits" in spun.stderr
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, b"", b"")


def test_a_diff_shows_and_explains_every_edit() -> None:
    """
    --diff writes a unified diff, then a line of reasons an edit, without colours where it is not on a terminal.
    """
    done = run("repair", "--diff", SPUN)
    edits = textmend.repair(SPUN.read_text(encoding="utf-8")).edits
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert lines[0].startswith("--- ") and lines[1].startswith("+++ ")
    assert len([line for line in lines if line.startswith("# ")]) == len(edits)
    assert "\x1b" not in done.stdout.decode()


def test_a_diff_is_a_patch(tmp_path: Path) -> None:
    """
    What --diff writes, the patch command can put in.
    """
    (tmp_path / "text").write_bytes(SPUN.read_bytes())
    diff = run("repair", "--diff", SPUN).stdout
    try:
        subprocess.run(["patch", tmp_path / "text"], input=diff, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no patch command here")
    assert (tmp_path / "text").read_bytes() == REPAIRED


@pytest.mark.parametrize("odd", [b"\r\n", b"\x0c", b"\n-- \n", "\u2028".encode()])
def test_a_diff_of_an_odd_file_is_a_patch(tmp_path: Path, odd: bytes) -> None:
    """
    Line ends of other systems, form feeds and lines that look like headers do not break the patch.
    """
    path = tmp_path / "text"
    path.write_bytes(SPUN.read_bytes().replace(b"\n", odd))
    repaired = run("repair", path).stdout
    diff = run("repair", "--diff", path).stdout
    try:
        subprocess.run(["patch", "--binary", path], input=diff, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("no patch command here")
    assert path.read_bytes() == repaired


def test_json_is_json_whatever_the_bytes() -> None:
    """
    Undecodable bytes of the input are escaped in JSON.
    """
    out = run("repair", "--format", "json", data=b"A line with \xff in it.\n").stdout
    assert json.loads(out.decode("utf-8"))["text"] == "A line with \udcff in it.\n"


def test_closed_streams_are_errors() -> None:
    """
    A closed standard output or input gives status 2 and a message, not a traceback.
    """
    for closed in (">&-", "<&-"):
        command = f"{sys.executable} -m textmend repair {SPUN if closed == '>&-' else '-'} {closed}"
        done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, cwd=SEEDS.parent)
        assert (done.returncode, b"Traceback" in done.stderr) == (2, False), done.stderr


def test_json_holds_what_python_gets() -> None:
    """
    --format json is one line a file: its name, text, edits, declined edits and quality.
    """
    first, second = (json.loads(line) for line in run("repair", "--format", "json", SPUN, CLEAN).stdout.splitlines())
    repair = textmend.repair(SPUN.read_text(encoding="utf-8"))
    assert first == {"file": str(SPUN), **json.loads(json.dumps(repair.to_dict()))}
    assert second["edits"] == []


def test_in_place_changes_the_file_and_keeps_its_permissions(tmp_path: Path) -> None:
    """
    --in-place=.bak puts the repaired text in the file's place and the old one beside it.
    """
    path = tmp_path / "page.txt"
    path.write_bytes(SPUN.read_bytes())
    path.chmod(0o640)
    done = run("repair", "--in-place=.bak", path)
    assert (done.returncode, done.stdout) == (0, b"")
    assert path.read_bytes() == REPAIRED
    assert (tmp_path / "page.txt.bak").read_bytes() == SPUN.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(p.name for p in tmp_path.iterdir()) == ["page.txt", "page.txt.bak"]


def test_in_place_leaves_an_unchanged_file_alone(tmp_path: Path) -> None:
    """
    A clean file keeps its inode and its time of change.
    """
    path = tmp_path / "page.txt"
    path.write_bytes(CLEAN.read_bytes())
    os.utime(path, ns=(1, 1))
    before = path.stat()
    run("repair", "--in-place", path)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_in_place_writes_through_a_symbolic_link(tmp_path: Path) -> None:
    """
    A link stays a link; the file it points to is repaired.
    """
    (tmp_path / "page.txt").write_bytes(SPUN.read_bytes())
    (tmp_path / "link").symlink_to("page.txt")
    run("repair", "--in-place", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "page.txt").read_bytes() == REPAIRED


def test_protected_terms_stay() -> None:
    """
    --protect leaves a term alone that would have been repaired.
    """
    assert b"expensive pal" not in REPAIRED
    assert b"expensive pal" in run("repair", "--protect", "expensive pal", SPUN).stdout


def test_kinds_of_damage_can_be_named_and_added() -> None:
    """
    `--artifacts` names the kinds to look for; with a plus sign it adds to the default ones.
    """
    data = "North , he said , was far . It’s late , too . Itâ€™s over .".encode()
    both, one = "North, he said, was far. It’s late, too. It’s over.", data.decode().replace("â€™", "’")
    assert run("repair", data=data).stdout.decode() == one
    assert run("repair", "--artifacts", "+spaced_mark", data=data).stdout.decode() == both
    assert run("repair", "--artifacts", "zero_width,ligature", data=data).stdout == data
    assert run("repair", "--artifacts", "spam", data=data).returncode == 2


def test_no_confidence_is_high_enough_for_one() -> None:
    """
    --min-confidence 1 makes fewer edits than 0.
    """
    sure, any_ = (run("repair", "--format", "json", "--min-confidence", value, SPUN).stdout for value in (1, 0))
    assert len(json.loads(sure)["edits"]) < len(json.loads(any_)["edits"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["repair", "no/such/file"], "no/such/file: cannot be read"),
        (["repair", "seeds"], "is a directory"),
        (["repair", "--min-confidence", "2", "-"], "give a number from 0 to 1"),
        (["repair", "--in-place", "-"], "standard input"),
        (["repair", "--in-place=/../evil", "seeds"], "another place"),
        (["repair", "--in-place", "--check", "seeds"], "without --diff"),
        (["repair", "--format", "yaml", "-"], "yaml"),
        (["mend"], "mend"),
        ([], "COMMAND"),
    ],
)
def test_a_wrong_call_gets_one_message_and_status_2(arguments: list[str], message: str) -> None:
    """
    Usage and input errors say what was wrong, without a traceback.
    """
    done = run(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_one_bad_file_does_not_stop_the_others() -> None:
    """
    The good files are repaired, and the status tells of the bad one.
    """
    done = run("repair", "no/such/file", CLEAN)
    assert (done.returncode, done.stdout) == (2, CLEAN.read_bytes())


def test_messages_cannot_command_the_terminal() -> None:
    """
    Control characters of a file's name are shown, not sent.
    """
    assert b"\x1b" not in run("repair", "no\x1b]52;c;x\x07").stderr


def test_a_reader_that_goes_away_is_no_error_of_ours() -> None:
    """
    A closed pipe ends the command without a message.
    """
    command = [str(COMMAND)] if COMMAND.exists() else [sys.executable, "-m", "textmend"]
    with subprocess.Popen(
        [*command, "repair", *[str(SPUN)] * 20], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""


def test_help_and_version() -> None:
    """
    --help shows examples, --version the version.
    """
    assert b"examples:" in run("repair", "--help").stdout
    assert run("--version").stdout.decode().strip() == f"textmend {textmend.__version__}"
