"""Our fonts are unpacked once, and known again whatever their file is called."""

from fontTools.ttLib import woff2

from kit.documents.fonts import FOLDER, UNPACKED, unpack_fonts, unpacked

TRUETYPE = b"\x00\x01\x00\x00"


def test_every_packed_font_of_the_portal_is_unpacked_to_truetype():
    unpack_fonts()
    packed = [file.read_bytes() for file in FOLDER.glob("*.woff2")]

    assert len(packed) >= 6
    assert len(UNPACKED) >= len(packed)
    assert all(font.startswith(b"wOF2") and unpacked(font).startswith(TRUETYPE) for font in packed)


def test_any_other_content_is_left_as_it_is():
    unpack_fonts()

    assert unpacked(b"body{}") == b"body{}"
    assert unpacked(b"wOF2 of somebody else") == b"wOF2 of somebody else"


def test_an_unpacked_font_is_what_weasyprint_would_have_made(tmp_path):
    unpack_fonts()
    file = next(FOLDER.glob("*.woff2"))
    woff2.decompress(str(file), str(tmp_path / "font.ttf"))

    assert unpacked(file.read_bytes()) == (tmp_path / "font.ttf").read_bytes()
