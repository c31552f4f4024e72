"""What is wrong with a file, or lacks in a review, in words for whoever writes it."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from selfassessment.rules.faults import Code, Fault
from selfassessment.rules.reviewing import Lack

KINDS = {
    "mapping": _("This must be a group of named values."),
    "list": _("This must be a list."),
    "text": _("This must be words. Put numbers, “yes” and “no” in quotes."),
    "number": _("This must be a number, with six decimals at most."),
    "whole": _("This must be a whole number."),
    "truth": _("This must be “true” or “false”."),
}
WORDS = {
    Code.TOO_LARGE: _("The file is larger than {found} kilobytes."),
    Code.NOT_TEXT: _("This is not text in UTF-8."),
    Code.UNREADABLE: _("This cannot be read: {found}."),
    Code.EMPTY: _("There is nothing in the file."),
    Code.ALIAS: _("Write it out: the marks & and *, which repeat something, are not taken."),
    Code.TAG: _("Leave out the mark {found}: values have no marks."),
    Code.TOO_DEEP: _("This is nested more than {found} deep."),
    Code.TWICE: _("This stands twice."),
    Code.UNKNOWN: _("This name is not known here. Known are: {found}."),
    Code.MISSING: _("This is missing."),
    Code.BLANK: _("There are no words here."),
    Code.TOO_LONG: _("This is longer than {found} letters."),
    Code.UNSEEN: _("There is a sign in it that cannot be shown."),
    Code.BAD_KEY: _(
        "“{found}” is no key: use small letters, figures, and single dots, hyphens or underscores between."
    ),
    Code.OUT_OF_RANGE: _("This must be within {found}."),
    Code.TOO_MANY: _("There are more than {found}."),
    Code.NONE_IN_IT: _("There are none in it."),
    Code.SCALE_HAS_GAPS: _("This must have each whole number from 1 to the top of the scale ({found} at most)."),
    Code.LAST_HAS_WHEN: _("The last stage holds when no other does: it has no “when”."),
    Code.NEEDS_WHEN: _("Only the last stage may be without “when”: those below this one would never be reached."),
    Code.ONE_CONDITION: _("This must have exactly one of “any”, “all”, “overall_below” and “themes_below”."),
    Code.NOT_A_STATEMENT: _("No statement of this framework has this key."),
    Code.NOT_AN_ANSWER: _("This must be a whole number from 1 to {found}, or “na”, or null."),
    Code.NA_NOT_ALLOWED: _("This framework does not take “na”."),
}


TAKEN = {
    "portals_own": _("A framework that comes with the portal has this key. Give yours another."),
    "old": _("Version {number} is there already, and this one is older. Give it a higher number."),
    "other_words": _("This version is there already, and says something else. Give it a number above {number}."),
}


WANTED = {
    Lack.NO_DAY: _("the day"),
    Lack.FUTURE: _("a day that is not in the future"),
    Lack.TOO_OLD: _("a day that is not too long ago"),
    Lack.TOO_LATE: _("a day within the year"),
    Lack.NO_GOVERNMENT: _("who took part for government"),
    Lack.NO_PARTNERSHIP: _("who took part for the partnership"),
    Lack.NO_LEVEL: _("a level for one theme at least"),
    Lack.NO_IMPROVEMENT: _("a key improvement"),
}


def wanted(lacks: Iterable[Lack]) -> str:
    """What a review still lacks, for within a sentence."""
    return get_text_list([str(WANTED[lack]) for lack in lacks], translated("and"))


def said(fault: Fault) -> str:
    """What is wrong, without where."""
    if fault.code is Code.WRONG_KIND:
        return str(KINDS[fault.found])
    return str(WORDS[fault.code]).format(found=fault.found)


def sentence(fault: Fault) -> str:
    """Where and what: line, key and words."""
    line = translated("line {line}").format(line=fault.line) if fault.line else ""
    where = ", ".join(part for part in (line, fault.key) if part)
    return f"{where}: {said(fault)}" if where else said(fault)
