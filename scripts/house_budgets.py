"""Measures the house budgets of a folder, prints them, and tells by its exit code whether one is at its alarm."""

import ast
import gzip
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

FILE_LINES = (60, 250, 400)  # median, 95th percentile, alarm
FUNCTION_LINES = (8, 30, 50)
TESTS_TO_CODE = (1.2, 1.8)
JAVASCRIPT_KB = 70


@dataclass(frozen=True)
class Size:
    """How long something is, in lines, and where it stands."""

    lines: int
    where: str


@dataclass(frozen=True)
class Verdict:
    """One line of the report; `is_alarm` fails the command, being over budget alone does not."""

    what: str
    is_within: bool = True
    is_alarm: bool = False

    def __str__(self) -> str:
        return f"{'ALARM ' if self.is_alarm else '      ' if self.is_within else 'over  '}{self.what}"


def files_of(root: Path) -> list[Path]:
    """What git keeps, or would keep; migrations are made by a machine and are not counted."""
    kept = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(kept, cwd=root, capture_output=True, text=True, check=True).stdout.splitlines()
    paths = [Path(name) for name in listed if "migrations" not in Path(name).parts]
    return [path for path in paths if (root / path).is_file()]


def lines_of(root: Path, paths: Iterable[Path]) -> list[Size]:
    """The lines of each file that has any."""
    sizes = [Size(len((root / path).read_text(encoding="utf-8").splitlines()), str(path)) for path in paths]
    return [size for size in sizes if size.lines]


def functions_of(root: Path, paths: Iterable[Path]) -> Iterator[Size]:
    """The lines of each function and method, from `def` to its end."""
    for path in paths:
        for node in ast.walk(ast.parse((root / path).read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield Size((node.end_lineno or node.lineno) - node.lineno + 1, f"{path}:{node.lineno} {node.name}")


def percentile(values: list[int], share: float) -> int:
    """The smallest value that at least this share of all do not pass (nearest rank); 0 of nothing."""
    ordered = sorted(values)
    return ordered[max(0, -int(-share * len(ordered) // 1) - 1)] if ordered else 0


def judge_lengths(what: str, sizes: list[Size], budget: tuple[int, int, int]) -> list[Verdict]:
    """Median and 95th percentile against the budget, and everything that has reached the alarm, by name."""
    lines = [size.lines for size in sizes]
    middle, high, alarm = median(lines or [0]), percentile(lines, 0.95), budget[2]
    longest = max(sizes, key=lambda size: size.lines, default=Size(0, "none"))
    told = f"{what}: {len(sizes)}, median {middle:g} (≤ {budget[0]}), p95 {high} (≤ {budget[1]})"
    within = middle <= budget[0] and high <= budget[1]
    verdicts = [Verdict(f"{told}, longest {longest.lines} ({longest.where})", within)]
    alarming = sorted((size for size in sizes if size.lines >= alarm), key=lambda size: -size.lines)
    return verdicts + [Verdict(f"{size.where} has {size.lines} lines (< {alarm})", False, True) for size in alarming]


def judge_tests(code: list[Size], tests: list[Size]) -> Verdict:
    """How many lines of tests there are to a line of code."""
    ratio = sum(size.lines for size in tests) / max(1, sum(size.lines for size in code))
    low, high = TESTS_TO_CODE
    told = f"tests: {sum(size.lines for size in tests)} lines to {sum(size.lines for size in code)} of code"
    return Verdict(f"{told}, {ratio:.2f} × ({low} to {high})", low <= ratio <= high)


def judge_javascript(root: Path, paths: Iterable[Path]) -> Verdict:
    """All that a browser could be sent, each file compressed as it would be on the way."""
    sizes = [len(gzip.compress((root / path).read_bytes(), 9, mtime=0)) for path in paths]
    kilobytes = sum(sizes) / 1000
    told = f"JavaScript: {len(sizes)} files, {kilobytes:.1f} kB compressed (≤ {JAVASCRIPT_KB})"
    return Verdict(told, kilobytes <= JAVASCRIPT_KB, kilobytes > JAVASCRIPT_KB)


def judge(root: Path) -> list[Verdict]:
    """Every budget of the house."""
    files = files_of(root)
    python = [path for path in files if path.suffix == ".py"]
    tests = [path for path in python if path.parts[0] == "tests"]
    code = [path for path in python if path.parts[0] != "tests"]
    scripts = [path for path in files if path.suffix in {".js", ".mjs"} and path.parts[0] == "static"]
    return [
        *judge_lengths("files of code", lines_of(root, code), FILE_LINES),
        *judge_lengths("files of tests", lines_of(root, tests), FILE_LINES),
        *judge_lengths("functions of code", list(functions_of(root, code)), FUNCTION_LINES),
        *judge_lengths("functions of tests", list(functions_of(root, tests)), FUNCTION_LINES),
        *judge_lengths("templates", lines_of(root, [path for path in files if path.suffix == ".html"]), FILE_LINES),
        judge_tests(lines_of(root, code), lines_of(root, tests)),
        judge_javascript(root, scripts),
    ]


def main(root: str = ".") -> int:
    verdicts = judge(Path(root))
    print("\n".join(str(verdict) for verdict in verdicts))
    return int(any(verdict.is_alarm for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
