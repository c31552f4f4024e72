"""Why a document was not made; each refusal carries its facts and a sentence a person can read."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class DocumentRefused(Exception):
    """The document was not made. `code` names the reason in tables and logs; `words` is for a person."""

    code = "failed"
    words: str | Promise = _("The document could not be made.")


class TooSlow(DocumentRefused):
    """Making it took longer than `seconds`, and it was stopped."""

    code = "too-slow"
    words = _("The document took too long to make. Ask for a shorter one.")

    def __init__(self, seconds: float):
        super().__init__(f"Stopped after {seconds:g} seconds")
        self.seconds = seconds


class TooLarge(DocumentRefused):
    """`what` (html, memory or pdf, in bytes; nesting, in calls) went over its `limit`."""

    code = "too-large"
    words = _("The document is too large to make. Ask for a smaller part of it.")

    def __init__(self, what: str, limit: int):
        super().__init__(f"{what} over its limit of {limit}")
        self.what = what
        self.limit = limit


class PangoMissing(DocumentRefused):
    """A system library that WeasyPrint needs is not installed; `detail` is the loader's own message."""

    code = "pango-missing"
    words = _(
        "Documents cannot be made because Pango is not installed. "
        "The portal’s operator can install it: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    )

    def __init__(self, detail: str):
        super().__init__(f"{self.words} ({detail})")
        self.detail = detail


class NotAccessible(DocumentRefused):
    """It would not be accessible; `problems` are codes of `kit.documents.structure.problems_of`."""

    code = "not-accessible"
    words = _("The document was not made because parts of it would not be accessible.")

    def __init__(self, problems: tuple[str, ...]):
        super().__init__(", ".join(problems))
        self.problems = problems


class FileMissing(DocumentRefused):
    """The page cannot do without a file, named in `address`, that is missing or not one of ours."""

    code = "file-missing"
    words = _("The document was not made because a file that belongs in it could not be found.")

    def __init__(self, address: str):
        super().__init__(address)
        self.address = address


class RenderingDied(DocumentRefused):
    """The process that was making it ended without an answer; `exit_code` is negative for a signal."""

    def __init__(self, exit_code: int | None):
        super().__init__(f"Ended with exit code {exit_code}")
        self.exit_code = exit_code


class NotMadeYet(Exception):
    """An edition was asked for before its file was made."""


def words_for(code: str) -> str | Promise:
    """The sentence for a reason kept in a table."""
    kinds: tuple[type[DocumentRefused], ...] = (TooSlow, TooLarge, PangoMissing, NotAccessible, FileMissing)
    return next((kind.words for kind in kinds if kind.code == code), DocumentRefused.words)
