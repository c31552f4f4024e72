"""Documents, pictures and archives made in memory, sound and broken."""

import struct
import zlib
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pikepdf
from PIL import Image

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"></Types>'
MACRO_TYPES = TYPES.replace(
    b"></Types>", b'><Override ContentType="application/vnd.ms-word.document.macroEnabled.main"/></Types>'
)
ODT = b"application/vnd.oasis.opendocument.text"
GPS, LATITUDE_REF, LATITUDE = 0x8825, 1, 2
ORIENTATION, MAKER = 0x0112, 0x010F


def archive(parts: dict[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", packing) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def office(main: str, more: dict[str, bytes] | None = None, types: bytes = TYPES) -> bytes:
    return archive({"[Content_Types].xml": types, main: b"<x/>", **(more or {})})


def docx(more: dict[str, bytes] | None = None) -> bytes:
    return office("word/document.xml", more)


def odt(more: dict[str, bytes] | None = None) -> bytes:
    return archive({"mimetype": ODT, "content.xml": b"<x/>", **(more or {})}, ZIP_STORED)


def pdf(root: dict[str, Any] | None = None, **options: Any) -> bytes:
    """One blank page; `root` goes into the catalogue."""
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        for name, value in (root or {}).items():
            document.Root[name] = value
        document.save(made, **options)
    return made.getvalue()


def action(kind: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), **more)


def picture(form: str = "PNG", size: tuple[int, int] = (8, 6), mode: str = "RGB", **options: Any) -> bytes:
    made = BytesIO()
    Image.new(mode, size, 100 if mode == "L" else None).save(made, form, **options)
    return made.getvalue()


def photograph() -> bytes:
    """A JPEG lying on its side that tells where it was taken, and by which camera."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKER] = 6, "Camera of somebody"
    exif[GPS] = {LATITUDE_REF: "N", LATITUDE: (52.0, 28.0, 48.0)}
    return picture("JPEG", exif=exif, comment=b"home")


def moving(form: str) -> bytes:
    made = BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(made, form, save_all=True, append_images=frames[1:])
    return made.getvalue()


def claiming(size: int) -> bytes:
    """A PNG whose header claims to be `size` pixels wide and high."""
    header = b"IHDR" + struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    sound = picture()
    return sound[:8] + struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header)) + sound[33:]


def unpacking_without_end(megabytes: int) -> bytes:
    """A PDF of a few kilobytes a megabyte, whose packed objects unpack to spaces."""
    packer = zlib.compressobj(9)
    packed = packer.compress(b"1 0 ") + b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes))
    packed += packer.flush()
    head = f"%PDF-1.5\n5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {len(packed)} >>\nstream\n"
    objects = head.encode() + packed + b"\nendstream\nendobj\n"
    free, catalogue, bomb, table = (0, 0, 65535), (2, 5, 0), (1, 9, 0), (1, len(objects), 0)
    places = [free, catalogue, (0, 0, 0), (0, 0, 0), (0, 0, 0), bomb, table]
    rows = b"".join(struct.pack(">BIH", *place) for place in places)
    index = f"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length {len(rows)} >>\nstream\n".encode()
    end = f"\nendstream\nendobj\nstartxref\n{len(objects)}\n%%EOF\n".encode()
    return objects + index + rows + end
