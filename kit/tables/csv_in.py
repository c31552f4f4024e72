"""Separated text: encoding and separator found out from the content, then read line by line."""

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from io import TextIOWrapper
from itertools import islice
from typing import IO

from kit.tables.encodings import encoding_of
from kit.tables.errors import Code, TableRefused
from kit.tables.formulas import unguarded
from kit.tables.table import Facts, Kind, Limits

SEPARATORS = (",", ";", "\t")
SAMPLE_LINES = 40
SEPARATOR_LINE = re.compile("sep=([,;\t])\r?\n?")


class CsvSource:
    """Lines of cells with the number of the line where each row starts."""

    ragged_at_all = True

    def __init__(self, file: IO[bytes], limits: Limits):
        self.file = file
        self.limits = limits
        encoding = encoding_of(file)
        separator, self.told = self._separator(encoding)
        self.facts = Facts(Kind.CSV, encoding=encoding, separator=separator)

    def _separator(self, encoding: str) -> tuple[str, bool]:
        """The separator, and whether the first line told it, as spreadsheets do with `sep=;`."""
        lines = list(islice(self._texts(encoding), SAMPLE_LINES))
        if lines and (told := SEPARATOR_LINE.fullmatch(lines[0])):
            return told[1], True
        return max(SEPARATORS, key=lambda separator: _fitness(lines, separator)), False

    def _texts(self, encoding: str) -> Iterator[str]:
        self.file.seek(0)
        reader = TextIOWrapper(self.file, encoding=encoding, newline="")
        try:
            for line, text in enumerate(reader, start=1):
                if "\0" in text:
                    raise TableRefused(Code.NUL, line=line)
                yield text
        finally:
            with suppress(ValueError):  # who broke off may have closed the file already
                reader.detach()

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        texts = self._texts(self.facts.encoding)
        skipped = sum(1 for _ in islice(texts, 1)) if self.told else 0
        reader = csv.reader(texts, delimiter=self.facts.separator, strict=True)
        line = skipped + 1
        try:
            for cells in reader:
                yield line, [unguarded(cell) for cell in cells]
                line = skipped + reader.line_num + 1
        except csv.Error as error:
            too_long = "field limit" in str(error)
            code = Code.CELL_TOO_LONG if too_long else Code.QUOTE
            raise TableRefused(code, line=line, wanted=[self.limits.cell] if too_long else []) from error


def _fitness(lines: list[str], separator: str) -> tuple[int, int]:
    """How many of the first rows are as wide as the headings, and how wide those are; one column proves nothing."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0, 0
    width = len(rows[0]) if rows else 0
    return (sum(len(row) == width for row in rows), width) if width > 1 else (0, width)
