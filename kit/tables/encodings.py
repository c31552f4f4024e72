"""Which encoding a file is in, of those that spreadsheets write. Told by strict decoding, never by likelihood."""

import codecs
from collections.abc import Iterator
from typing import IO

from kit.tables.errors import Code, TableRefused

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
FOUR_BYTES = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
CHUNK = 65_536
SAMPLE = 1_024


def encoding_of(file: IO[bytes]) -> str:
    """A Python codec name that decodes the whole file; raises TableRefused when none of ours does."""
    file.seek(0)
    sample = file.read(SAMPLE)
    if sample.startswith(FOUR_BYTES):
        raise TableRefused(Code.ENCODING_UNKNOWN)
    for candidate in _candidates(sample):
        if _decodes(file, candidate):
            return candidate
    raise TableRefused(Code.ENCODING_UNKNOWN)


def _candidates(sample: bytes) -> list[str]:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if sample.startswith(mark):
            return [encoding]
    if silent := _utf16_without_a_mark(sample):
        return [silent]
    return ["utf-8", "windows-1252"]


def _utf16_without_a_mark(sample: bytes) -> str:
    """Only when every second byte is zero and no other is: English headings in UTF-16, and nothing else, look so."""
    even, odd = sample[::2], sample[1::2]
    if len(sample) < 4 or not (even.count(0) or odd.count(0)):
        return ""
    if odd.count(0) > 0.7 * len(odd) and not even.count(0):
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and not odd.count(0):
        return "utf-16-be"
    return ""


def _decodes(file: IO[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    return iter(lambda: file.read(CHUNK), b"")
