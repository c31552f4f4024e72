"""What the project consists of, for tests that read its source."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.models import Model

ROOT = Path(__file__).parent.parent.parent
# Roots of our own packages; a new room is found by itself.
NOT_ROOMS = {"tests", "scripts"}


@cache
def kept_files() -> tuple[str, ...]:
    """Everything that git keeps or would keep, as paths from the root."""
    kept = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(kept, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def read(name: str) -> str:
    """The text of a file; what is not text reads as nothing."""
    content = (ROOT / name).read_bytes()
    return "" if b"\0" in content else content.decode(errors="replace")


def files(*suffixes: str, without: tuple[str, ...] = ()) -> list[str]:
    """The kept files with one of the suffixes, except those whose path begins with one of `without`."""
    return [name for name in kept_files() if name.endswith(suffixes) and not name.startswith(without)]


def code_files(*drawers: str) -> list[str]:
    """Python of the rooms, without migrations; with drawers named, only those files and packages."""
    found = [name for name in files(".py") if Path(name).parts[0] not in NOT_ROOMS and "/migrations/" not in name]
    return [name for name in found if not drawers or set(Path(name).with_suffix("").parts) & set(drawers)]


def functions(source: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions of a module and the methods of its classes, not those inside other functions."""
    for node in ast.parse(source).body:
        for inner in node.body if isinstance(node, ast.ClassDef) else [node]:
            if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef):
                yield inner


def our_models() -> list[type[Model]]:
    """The models of our own rooms."""
    rooms = {Path(name).parts[0] for name in code_files()}
    return [model for model in apps.get_models() if model.__module__.partition(".")[0] in rooms]
