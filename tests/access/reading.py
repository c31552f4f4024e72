"""Everything that a response tells, as text in which a canary word can be found."""

import io
import re
import zipfile
from urllib.parse import quote

from django.http import HttpResponseBase
from pypdf import PdfReader

# What is new in every answer: form tokens, nonces, and the second in which it was given.
CHANGING = re.compile(
    r'name="csrfmiddlewaretoken" value="[^"]*"|nonce-[^\'" ;]*|nonce="[^"]*"|^(?:expires|date|last-modified): .*$',
    re.MULTILINE,
)


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def told(response: HttpResponseBase) -> str:
    """Headers and body in lower case; a spreadsheet is unpacked and a PDF read."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return f"{headers}\n{text_of(body(response))}".lower()


def text_of(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    if content.startswith(b"%PDF"):
        read = PdfReader(io.BytesIO(content))
        return "\n".join([*map(str, (read.metadata or {}).values()), *(page.extract_text() for page in read.pages)])
    return content.decode(errors="replace").replace("<wbr>", "")  # where an address may break is no end of a word


def steady(text: str, url: str) -> str:
    """The text without what differs from one request to the next: tokens, the clock, and the address asked for."""
    plain = CHANGING.sub("", text).replace(url.lower(), "")
    return plain.replace(quote(url).lower(), "")  # as the way to the sign-in names it
