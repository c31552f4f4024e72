"""Pictures are never kept as they came: they are decoded and written anew, so that nothing travels inside them,
neither the place where a photograph was taken nor another file."""

from io import BytesIO
from typing import IO, Any

from PIL import Image, ImageFile, ImageOps

from kit.files.errors import Code, UploadRefused
from kit.files.rules.kinds import Kind

FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP"}
MOST_PIXELS = 40_000_000
QUALITY: dict[Kind, dict[str, Any]] = {
    Kind.PNG: {"optimize": True},
    Kind.JPEG: {"quality": 88},
    Kind.WEBP: {"quality": 88},
}


def clean_image(file: IO[bytes], kind: Kind) -> BytesIO:
    """The picture upright, in plain colours, with no word beside it; raises UploadRefused."""
    file.seek(0)
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it is loaded, lets half a picture pass for a whole one
    try:
        with Image.open(file, formats=[FORMATS[kind]]) as image:
            _check(image, kind)
            return _written(_plain(ImageOps.exif_transpose(image), kind), kind)
    except UploadRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UploadRefused(Code.TOO_MANY_PIXELS, limit=MOST_PIXELS) from error
    except Exception as error:  # a picture made to be broken can raise almost anything from its decoder
        raise UploadRefused(Code.DAMAGED) from error


def _check(image: Image.Image, kind: Kind) -> None:
    """Before any pixel is unpacked. A JPEG's second pictures are thumbnails, and left out."""
    if image.width * image.height > MOST_PIXELS:
        raise UploadRefused(Code.TOO_MANY_PIXELS, limit=MOST_PIXELS)
    if kind is not Kind.JPEG and getattr(image, "is_animated", False):
        raise UploadRefused(Code.MOVING_IMAGE)


def _plain(image: Image.Image, kind: Kind) -> Image.Image:
    see_through = kind is not Kind.JPEG and image.has_transparency_data
    grey = kind is not Kind.WEBP and image.mode in ("1", "L")
    plain = image.convert("RGBA" if see_through else "L" if grey else "RGB")
    plain.info = {}
    return plain


def _written(image: Image.Image, kind: Kind) -> BytesIO:
    content = BytesIO()
    image.save(content, format=FORMATS[kind], **QUALITY[kind])
    content.seek(0)
    return content
