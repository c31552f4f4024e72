"""Pages are written with indentation for those who read templates, and sent without it: it was a tenth of a page."""

import re
from typing import Any

from django.template.loaders import app_directories, filesystem

INDENTATION = re.compile(r"\n[ \t]+")


class Unindented:
    """HTML templates without the space at the start of their lines, which no browser shows; lines keep their number."""

    def get_contents(self, origin: Any) -> str:
        contents: str = super().get_contents(origin)  # type: ignore[misc]
        return INDENTATION.sub("\n", contents) if str(origin.name).endswith(".html") else contents


class Directories(Unindented, filesystem.Loader):
    """Templates of the project."""


class AppDirectories(Unindented, app_directories.Loader):
    """Templates of the rooms and of libraries."""
