"""The house: imports go only downwards, and importing the package is cheap."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "textmend"
# A room may import what stands below it in this list, and its own files.
ORDER = (
    "__main__",
    "cli",
    "report",
    "formats",
    "pipeline",
    "parallel",
    "result",
    "quality",
    "decoding",
    "scoring",
    "artifacts",
    "furniture",
    "matching",
    "lexicons",
    "layers",
    "edits",
    "config",
    "text",
    "binary",
    "extras",
)
HEAVY = ("numpy", "wordfreq", "lemminflect", "rapidfuzz", "ftfy", "textmend.pipeline")
ONE_IMPORTER = {
    "wordfreq": "lexicons/frequency.py",
    "lemminflect": "lexicons/inflect.py",
    "rapidfuzz": "matching/fuzzy.py",
    "ftfy": "artifacts/mojibake.py",
    "llama_cpp": "scoring/neural.py",
    "rich": "report/progress.py",
}


def modules() -> Iterator[Path]:
    """Yield all files of the package but the one that only names the public names."""
    yield from (path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py")


def imported(path: Path) -> set[str]:
    """Return the dotted names that a file imports, inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= (
                {f"{node.module}.{alias.name}" for alias in node.names} if node.module == "textmend" else {node.module}
            )
    return names


def room(path: Path) -> str:
    """Return the room that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_only_downwards(path: Path) -> None:
    """
    A file imports its own room and rooms below it.
    """
    allowed = {*ORDER[ORDER.index(room(path)) :], "__version__"}
    rooms = {name.split(".")[1] for name in imported(path) if name.startswith("textmend.")}
    assert rooms <= allowed


@pytest.mark.parametrize(("package", "home"), ONE_IMPORTER.items())
def test_a_foreign_package_has_one_importer(package: str, home: str) -> None:
    """
    What others wrote is behind one file of ours each.
    """
    importers = {
        str(path.relative_to(PACKAGE))
        for path in modules()
        if package in {name.split(".")[0] for name in imported(path)}
    }
    assert importers == {home}


def test_importing_textmend_loads_nothing_heavy() -> None:
    """
    `import textmend` loads no numpy, no data and none of the pipeline.
    """
    code = f"import sys, textmend; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"


def test_running_textmend_needs_no_build_package() -> None:
    """
    A repair imports neither wordfreq nor lemminflect, and ftfy only where something looks misread.
    """
    seed = next((PACKAGE.parent / "seeds").glob("003_*"))
    code = (
        f"import sys, textmend; textmend.repair(open({str(seed)!r}, encoding='utf-8').read());"
        "print([name for name in ('wordfreq', 'lemminflect', 'ftfy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.strip() == "[]"
