"""Which files a document may contain: the portal's own static files, by their exact address, and nothing else."""

import re
from pathlib import Path

from kit.documents.request import Shelf

MIME_TYPES = {
    "css": "text/css",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}
# Plain names only: no percent, backslash, colon, query, fragment, dot file or letter beyond ASCII gets past this.
PLAIN_PATH = re.compile(rf"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.({'|'.join(MIME_TYPES)})")


class ForeignAddress(ValueError):
    """Not the address of a static file of ours that may go into a document."""


def static_path(address: str, shelf: Shelf) -> tuple[str, str]:
    """Path below the static address and MIME type of one of our files; raises ForeignAddress for all else."""
    if not address.startswith(shelf.static_address):
        raise ForeignAddress(address)
    path = address.removeprefix(shelf.static_address)
    plain = PLAIN_PATH.fullmatch(path)
    if plain is None:
        raise ForeignAddress(address)
    return path, MIME_TYPES[plain[1]]


def find_static(path: str, shelf: Shelf) -> Path | None:
    """The first file of that path in the shelf's folders; None without one, or when a link leads out of its folder."""
    for prefix, folder in shelf.folders:
        if prefix and not path.startswith(f"{prefix}/"):
            continue
        root = Path(folder).resolve()
        file = (root / path.removeprefix(f"{prefix}/" if prefix else "")).resolve()
        if file.is_relative_to(root) and file.is_file():
            return file
    return None
