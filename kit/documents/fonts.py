"""The portal's fonts, unpacked once for all documents: WeasyPrint would unpack each of them again for each document."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import woff2

FOLDER = Path(__file__).resolve().parents[2] / "static" / "govuk_ui" / "fonts"
# By the hash of the packed file, so that a collected copy under another name is known too.
UNPACKED: dict[str, bytes] = {}


def unpack_fonts() -> None:
    """Called where every document's process is forked from."""
    for file in FOLDER.glob("*.woff2"):
        font = BytesIO()
        woff2.decompress(BytesIO(file.read_bytes()), font)
        UNPACKED[digest(file.read_bytes())] = font.getvalue()


def unpacked(content: bytes) -> bytes:
    """The font that this packed file holds when it is one of ours, else the content as it is."""
    return UNPACKED.get(digest(content), content)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()
