"""Pictures are written anew: upright, without a word about where, when or by what."""

from io import BytesIO

import pytest
from PIL import Image, ImageFile

from kit.files.errors import UploadRefused
from kit.files.rules.images import clean_image
from kit.files.rules.kinds import Kind
from tests.corpus.making import photograph, picture


def cleaned(content: bytes, kind: Kind) -> tuple[bytes, Image.Image]:
    made = clean_image(BytesIO(content), kind).getvalue()
    return made, Image.open(BytesIO(made))


def test_a_photograph_no_longer_tells_where_it_was_taken() -> None:
    before = photograph()
    made, image = cleaned(before, Kind.JPEG)
    assert Image.open(BytesIO(before)).getexif().get_ifd(0x8825)
    assert dict(image.getexif()) == {}
    assert [word for word in (b"Exif", b"Camera", b"home") if word in made] == []


def test_a_photograph_that_lay_on_its_side_stands_upright() -> None:
    assert Image.open(BytesIO(photograph())).size == (8, 6)
    assert cleaned(photograph(), Kind.JPEG)[1].size == (6, 8)


@pytest.mark.parametrize(
    ("form", "kind", "mode", "after"),
    [
        ("PNG", Kind.PNG, "RGBA", "RGBA"),
        ("PNG", Kind.PNG, "P", "RGB"),
        ("PNG", Kind.PNG, "1", "L"),
        ("JPEG", Kind.JPEG, "CMYK", "RGB"),
        ("JPEG", Kind.JPEG, "L", "L"),
        ("WEBP", Kind.WEBP, "RGBA", "RGBA"),
    ],
)
def test_every_way_of_holding_colours_is_kept_or_made_plain(form: str, kind: Kind, mode: str, after: str) -> None:
    made, image = cleaned(picture(form, mode=mode), kind)
    assert (image.format, image.mode, image.size) == (form, after, (8, 6))
    assert made


def test_what_hangs_behind_or_beside_a_picture_is_gone() -> None:
    profile = picture("PNG", icc_profile=b"SECRET PROFILE")
    made, image = cleaned(profile + b"<script>alert(1)</script>PK\x03\x04", Kind.PNG)
    assert b"<script>" not in made
    assert "icc_profile" not in image.info


def test_the_second_pictures_of_a_phones_photograph_are_left_out() -> None:
    many = BytesIO()
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "blue")]
    frames[0].save(many, "MPO", save_all=True, append_images=frames[1:])
    _, image = cleaned(many.getvalue(), Kind.JPEG)
    assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)


def test_half_a_picture_is_refused_even_where_weasyprint_told_pillow_to_let_it_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(UploadRefused):
        clean_image(BytesIO(picture(size=(200, 200))[:100]), Kind.PNG)
