"""Every bad file that we have thought of, with the reason for which it must be refused where documents and pictures
are both taken."""

from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from kit.files.errors import Code
from tests.corpus import making
from tests.corpus.making import action, archive, docx, moving, odt, office, pdf, picture

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@dataclass(frozen=True)
class BadFile:
    name: str
    content: bytes
    code: Code

    def __str__(self) -> str:
        return f"{self.code}: {self.name!r}"


def texts() -> Iterator[BadFile]:
    yield BadFile("nothing.pdf", b"", Code.EMPTY)
    yield BadFile("blank.txt", b"\xef\xbb\xbf \r\n", Code.EMPTY)
    yield BadFile("page.html", HTML, Code.WEB_PAGE)
    yield BadFile("page.pdf", HTML, Code.WEB_PAGE)
    yield BadFile("page.txt", b"\xef\xbb\xbf\n  <html>", Code.WEB_PAGE)
    yield BadFile("page.csv", HTML.decode().encode("utf-16"), Code.WEB_PAGE)
    yield BadFile("drawing.svg", SVG, Code.WEB_PAGE)
    yield BadFile("drawing.png", b"\n<svg onload='alert(1)'/>", Code.WEB_PAGE)
    yield BadFile("comment.txt", b"<!-- --><script>alert(1)</script>", Code.WEB_PAGE)
    yield BadFile("shell.txt", b"#!/bin/sh\nrm -rf /", Code.WEB_PAGE)
    yield BadFile("index.txt", b"<?php phpinfo();", Code.WEB_PAGE)
    yield BadFile("letter.txt", b"{\\rtf1 letter}", Code.KIND_UNKNOWN)
    yield BadFile("zeros.txt", b"a\0b", Code.KIND_UNKNOWN)
    yield BadFile("bell.csv", b"a,b\x07", Code.KIND_UNKNOWN)
    yield BadFile("half.txt", b"\xff\xfea\0\0", Code.KIND_UNKNOWN)


def archives() -> Iterator[BadFile]:
    yield BadFile("files.zip", archive({"a.txt": b"a"}), Code.KIND_UNKNOWN)
    yield BadFile(
        "sums.ods", archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), Code.KIND_UNKNOWN
    )
    yield BadFile("bomb.docx", docx({"word/a.xml": b"0" * 20_000_000}), Code.UNPACKS_TOO_LARGE)
    yield BadFile("many.docx", docx({f"word/{n}": b"" for n in range(2_100)}), Code.UNPACKS_TOO_LARGE)
    yield BadFile("nested.docx", docx({"word/embeddings/more.zip": archive({"a": b"b"})}), Code.NESTED_ARCHIVE)
    yield BadFile("up.docx", docx({"../../settings.py": b"x"}), Code.DAMAGED)
    yield BadFile("root.docx", docx({"/etc/passwd": b"x"}), Code.DAMAGED)
    yield BadFile("truncated.docx", docx()[:-30], Code.DAMAGED)
    yield BadFile("flipped.docx", _flipped(), Code.DAMAGED)
    yield BadFile("locked.docx", COMPOUND + "EncryptedPackage".encode("utf-16-le"), Code.ENCRYPTED)
    yield BadFile("locked-entry.docx", _flagged_as_encrypted(docx()), Code.ENCRYPTED)
    yield BadFile("old.doc", COMPOUND, Code.OLD_OFFICE)
    yield BadFile("macro.docm", office("word/document.xml", {"word/vbaProject.bin": b"x"}), Code.MACROS)
    yield BadFile("macro.docx", office("word/document.xml", {"word/vbaProject.bin": b"x"}), Code.MACROS)
    yield BadFile("typed.docx", office("word/document.xml", types=making.MACRO_TYPES), Code.MACROS)
    yield BadFile("control.pptx", office("ppt/presentation.xml", {"ppt/activeX/a.bin": b"x"}), Code.MACROS)
    yield BadFile("sheet.xlsx", office("xl/workbook.xml", {"xl/macrosheets/sheet1.xml": b"x"}), Code.MACROS)
    yield BadFile("script.odt", odt({"Basic/Standard/Module1.xml": b"x"}), Code.MACROS)
    yield BadFile("both.docx", office("word/document.xml", {"xl/workbook.xml": b"x"}), Code.TWO_KINDS)
    yield BadFile("tail.docx", docx() + HTML, Code.TWO_KINDS)


def _flagged_as_encrypted(content: bytes) -> bytes:
    """The first entry's flag in the directory says that it has a password."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01" + content[at + 1 :]


def _flipped() -> bytes:
    """One byte of a packed part is another, so that its checksum is wrong."""
    content = bytearray(docx({"word/styles.xml": b"a long enough part " * 9}))
    content[content.index(b"word/styles.xml") + 15 + 4] ^= 0xFF
    return bytes(content)


def pdfs() -> Iterator[BadFile]:
    script = action("JavaScript", JS=pikepdf.String("app.alert(1)"))
    launch = action("Launch", F=pikepdf.String("cmd.exe"))
    yield BadFile("script.pdf", pdf({"/OpenAction": script}), Code.ACTIVE_PDF)
    yield BadFile("hidden.pdf", pdf({"/OpenAction": script}).replace(b"/JavaScript", b"/Java#53cript"), Code.ACTIVE_PDF)
    packed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    yield BadFile("packed.pdf", pdf({"/OpenAction": script}, **packed), Code.ACTIVE_PDF)
    yield BadFile("launch.pdf", pdf({"/Deep": pikepdf.Array([pikepdf.Dictionary(A=launch)])}), Code.ACTIVE_PDF)
    names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=pikepdf.Array()))
    yield BadFile("inside.pdf", pdf({"/Names": names}), Code.ACTIVE_PDF)
    lock = pikepdf.Encryption(user="secret", owner="secret")
    yield BadFile("locked.pdf", pdf(encryption=lock), Code.ENCRYPTED)
    yield BadFile("truncated.pdf", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<", Code.DAMAGED)
    yield BadFile("zip.pdf", pdf() + archive({"a": b"b"}), Code.TWO_KINDS)
    yield BadFile("page-behind.pdf", pdf() + b"\n" + HTML * 30, Code.TWO_KINDS)
    yield BadFile("late.pdf", HTML + pdf(), Code.WEB_PAGE)


def pictures() -> Iterator[BadFile]:
    yield BadFile("truncated.png", picture(size=(200, 200))[:100], Code.DAMAGED)
    yield BadFile("truncated.jpg", picture("JPEG", (200, 200))[:400], Code.DAMAGED)
    yield BadFile("start.webp", picture("WEBP")[:20], Code.DAMAGED)
    yield BadFile("huge.png", making.claiming(7_000), Code.TOO_MANY_PIXELS)
    yield BadFile("bomb.png", making.claiming(60_000), Code.TOO_MANY_PIXELS)
    yield BadFile("moving.png", moving("PNG"), Code.MOVING_IMAGE)
    yield BadFile("moving.webp", moving("WEBP"), Code.MOVING_IMAGE)
    yield BadFile("moving.gif", moving("GIF"), Code.KIND_UNKNOWN)
    yield BadFile("scan.tiff", picture("TIFF"), Code.KIND_UNKNOWN)
    yield BadFile("program.png", b"MZ\x90\0" + b"\0" * 400, Code.KIND_UNKNOWN)
    yield BadFile("noise.jpg", bytes(range(256)) * 4, Code.KIND_UNKNOWN)


def names() -> Iterator[BadFile]:
    yield BadFile("report.docx", pdf(), Code.NAME_DIFFERS)
    yield BadFile("report", pdf(), Code.NAME_DIFFERS)
    yield BadFile("R&D.docx", pdf(), Code.NAME_DIFFERS)
    yield BadFile("report.pdf.exe", pdf(), Code.NAME_DIFFERS)
    yield BadFile("table.html", b"a,b", Code.NAME_DIFFERS)
    yield BadFile("annexe\u202efdp.exe", pdf(), Code.NAME_DIFFERS)
    yield BadFile("photo.png", picture("JPEG"), Code.NAME_DIFFERS)
    yield BadFile("report.pdf\0.png", pdf(), Code.NAME_DIFFERS)
    yield BadFile(".pdf", pdf(), Code.NAME_DIFFERS)
    yield BadFile("report.exe.pdf", pdf(), Code.NAME_DOUBLE)
    yield BadFile("photo.php .jpg", picture("JPEG"), Code.NAME_DOUBLE)


BAD_FILES = [*texts(), *archives(), *pdfs(), *pictures(), *names()]
