"""Imported once in the server that each document's process is forked from, so that no document waits for imports."""

import contextlib

from kit.documents.fonts import unpack_fonts

unpack_fonts()
with contextlib.suppress(OSError):  # Pango is missing: each request says so
    import kit.documents.typesetting  # noqa: F401
