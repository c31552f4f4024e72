"""Whether an email about a project still asks for anything, moments before it goes. Each takes what the email is about
(`project`, `edition`, `partnership` by id), and says yes where it does not know."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from projects.models import Endorsement, Sharing, Submission

About = Mapping[str, Any]


def is_unconfirmed(about: About) -> bool:
    """Whether the receiver of a sharing has not yet said that it has it."""
    given = Sharing.objects.filter(edition=about.get("edition"), partnership=about.get("partnership"))
    return given.filter(confirmed_at__isnull=True).exists() or not given.exists()


def is_asked(about: About) -> bool:
    """Whether a question about a project still waits for its champion."""
    return _asked(about).filter(verdict="").exists() or "project" not in about


def is_returned(about: About) -> bool:
    """Whether a project was returned and nobody was asked about it again."""
    return not _asked(about).exclude(verdict=Endorsement.Verdict.RETURNED).exists()


def is_not_submitted(about: About) -> bool:
    """Whether a project, or a partnership's project, is still to be submitted."""
    return not _submitted(about).exists()


def is_submitted(about: About) -> bool:
    """Whether what was submitted still stands."""
    return _submitted(about).exists() or "project" not in about


def _asked(about: About) -> QuerySet[Endorsement]:
    return Endorsement.objects.filter(edition__project=about.get("project"))


def _submitted(about: About) -> QuerySet[Submission]:
    which = {"project": about["project"]} if "project" in about else {"project__partnership": about.get("partnership")}
    return Submission.objects.standing().filter(**which)
