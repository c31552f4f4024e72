"""A catalogue of translations as gettext compiles it, from a dictionary: the tests need no msgfmt."""

import struct
from collections.abc import Mapping
from pathlib import Path

MAGIC, HEADER = 0x950412DE, struct.Struct("<7I")


def write_catalogue(folder: Path, language: str, words: Mapping[str, str]) -> None:
    """`<folder>/<language>/LC_MESSAGES/django.mo`."""
    file = folder / language / "LC_MESSAGES" / "django.mo"
    file.parent.mkdir(parents=True)
    file.write_bytes(compiled({"": "Content-Type: text/plain; charset=UTF-8\n", **words}))


def compiled(words: Mapping[str, str]) -> bytes:
    """Two tables of (length, place), originals in order and their translations, then the texts themselves."""
    originals = sorted(words)
    texts = [text.encode() for text in (*originals, *(words[original] for original in originals))]
    place = HEADER.size + 8 * len(texts)
    tables = b""
    for text in texts:
        tables += struct.pack("<2I", len(text), place)
        place += len(text) + 1
    second = HEADER.size + 4 * len(texts)
    header = HEADER.pack(MAGIC, 0, len(originals), HEADER.size, second, 0, 0)
    return header + tables + b"".join(text + b"\0" for text in texts)
