"""Zip files opened with limits, before anything is unpacked. The sizes that an archive declares are its promise:
`zipfile` never unpacks more than that from an entry, so their sum bounds what reading can cost."""

from dataclasses import dataclass
from io import SEEK_END
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from kit.files.errors import Code, UploadRefused

ENCRYPTED = 0x1
LOCAL_HEADER = b"PK\x03\x04"
END = b"PK\x05\x06"
NESTED = (".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".tar", ".jar", ".iso", ".cab")


@dataclass(frozen=True)
class ArchiveLimits:
    """`unpacked` in bytes over all entries; `ratio` of unpacked to packed counts from `ratio_from` bytes on."""

    entries: int = 2_000
    unpacked: int = 100_000_000
    ratio: int = 200
    ratio_from: int = 1_000_000


def open_archive(file: IO[bytes], limits: ArchiveLimits) -> ZipFile:
    """The archive, held within `limits`; raises UploadRefused, having unpacked nothing."""
    file.seek(0)
    if file.read(4) != LOCAL_HEADER:
        raise UploadRefused(Code.DAMAGED)
    try:
        archive = ZipFile(file)
    except (BadZipFile, NotImplementedError, ValueError, OSError, UnicodeDecodeError) as error:
        raise UploadRefused(Code.DAMAGED) from error
    _check_entries(archive.infolist(), limits)
    if min(entry.header_offset for entry in archive.infolist()) != 0 or not _ends_with_its_directory(file):
        raise UploadRefused(Code.TWO_KINDS)
    return archive


def _ends_with_its_directory(file: IO[bytes]) -> bool:
    """Nothing hangs behind the archive, so that it cannot be another kind of file as well."""
    file.seek(-len(END) - 18, SEEK_END)
    return file.read(len(END)) == END


def _check_entries(entries: list[ZipInfo], limits: ArchiveLimits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if not entries:
        raise UploadRefused(Code.DAMAGED)
    if len(entries) > limits.entries or unpacked > limits.unpacked:
        raise UploadRefused(Code.UNPACKS_TOO_LARGE, limit=limits.unpacked)
    if unpacked > limits.ratio_from and unpacked > packed * limits.ratio:
        raise UploadRefused(Code.UNPACKS_TOO_LARGE, limit=limits.unpacked)
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UploadRefused(Code.ENCRYPTED)
    if any(entry.filename.lower().endswith(NESTED) for entry in entries):
        raise UploadRefused(Code.NESTED_ARCHIVE)
    if any(_leaves_the_folder(entry.filename) for entry in entries):
        raise UploadRefused(Code.DAMAGED)


def _leaves_the_folder(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name


def unpack_all(archive: ZipFile) -> None:
    """Unpack every entry to nowhere: each must be as long as it says and carry its checksum."""
    try:
        broken = archive.testzip()
    except Exception as error:  # a damaged entry can raise almost anything from the decompressors
        raise UploadRefused(Code.DAMAGED) from error
    if broken is not None:
        raise UploadRefused(Code.DAMAGED)
