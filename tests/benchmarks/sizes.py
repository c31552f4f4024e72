"""How heavy the styles and scripts are on the way to a browser."""

import gzip
from pathlib import Path

STATIC = Path(__file__).parent.parent.parent / "static"


def sizes(suffix: str) -> list[tuple[str, int, int]]:
    """Name, bytes, and bytes compressed, of each file with that suffix."""
    found = sorted(path for path in STATIC.rglob(f"*{suffix}"))
    return [
        (str(path.relative_to(STATIC)), path.stat().st_size, len(gzip.compress(path.read_bytes(), 9))) for path in found
    ]


def table() -> str:
    """Markdown, one line a file."""
    lines = [
        f"| `{name}` | {raw / 1000:.1f} | {packed / 1000:.1f} |"
        for s in (".css", ".js")
        for name, raw, packed in sizes(s)
    ]
    return "\n".join(["| file | kB | kB compressed |", "|---|---:|---:|", *lines])
