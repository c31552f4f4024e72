"""What a file is, told by its bytes. Its name decides only between kinds of plain text."""

import re
from typing import IO

import filetype

from kit.files.errors import Code, UploadRefused
from kit.files.rules.kinds import NATURES, Kind
from kit.files.rules.office import kind_of_archive

HEAD = 8_192
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORDED = "EncryptedPackage".encode("utf-16-le")
WEB = re.compile(r"\ufeff?\s*<(?:[!?a-z])", re.IGNORECASE)
SCRIPT = ("#!", "<?")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
BY_ENDING = {"csv": Kind.CSV, **dict.fromkeys(NATURES[Kind.JSON].endings, Kind.JSON)}
IMAGES = {"png": Kind.PNG, "apng": Kind.PNG, "jpg": Kind.JPEG, "webp": Kind.WEBP}


def kind_of(file: IO[bytes], name: str) -> Kind:
    """The kind; raises UploadRefused for what the portal takes nowhere. Reads the whole of a text."""
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise UploadRefused(Code.EMPTY)
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith(b"PK"):
        return kind_of_archive(file)
    if head.startswith(COMPOUND):
        raise UploadRefused(Code.ENCRYPTED if PASSWORDED in head + file.read() else Code.OLD_OFFICE)
    text = _as_text(head + file.read())
    return _kind_of_binary(head) if text is None else _kind_of_text(text, name)


def _kind_of_binary(head: bytes) -> Kind:
    found = filetype.guess_extension(head) or ""
    if found not in IMAGES:
        raise UploadRefused(Code.KIND_UNKNOWN, found=found.upper())
    return IMAGES[found]


def _kind_of_text(text: str, name: str) -> Kind:
    if WEB.match(text) or text.startswith(SCRIPT):
        raise UploadRefused(Code.WEB_PAGE)
    if text.startswith("{\\rtf"):
        raise UploadRefused(Code.KIND_UNKNOWN, found="RTF")
    if not text.strip("\ufeff \t\r\n"):
        raise UploadRefused(Code.EMPTY)
    ending = name.lower().rpartition(".")[2]
    return BY_ENDING.get(ending, Kind.TXT)


def _as_text(content: bytes) -> str | None:
    """The text in an encoding that people's programs write, or None when it is none."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8", "windows-1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if CONTROL.search(text) else text
    return None
