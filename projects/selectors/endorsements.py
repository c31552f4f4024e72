"""The questions that champions were asked about a project, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from kit.prepared import Prepared
from projects.models import Endorsement, Project


@dataclass(frozen=True)
class Questions:
    """Every question about a project, the newest first; `project` has its latest edition loaded."""

    project: Project
    asked: Sequence[Endorsement]

    @property
    def latest(self) -> Endorsement | None:
        """The newest, whatever became of it."""
        return self.asked[0] if self.asked else None

    @property
    def current(self) -> Endorsement | None:
        """The newest, where it is about the latest edition; None where nobody was asked about that one."""
        return self.latest if self.latest and self.latest.edition_id == self.project.edition_id else None

    @property
    def open(self) -> Endorsement | None:
        """What waits for the champion."""
        return self.current if self.current and not self.current.verdict else None

    @property
    def earlier(self) -> Sequence[Endorsement]:
        """Those that were decided before the newest."""
        return [one for one in self.asked[1:] if one.verdict]


def questions_of(project: Project) -> Questions:
    """One query."""
    return Questions(project, ASKED.fetch(project.pk))


def asked_about(project: int) -> QuerySet[Endorsement]:
    """The newest first, with who asked and who answered."""
    asked = Endorsement.objects.filter(edition__project=project).select_related("edition", "asked_by", "decided_by")
    return asked.order_by("-edition__number", "-asked_at", "-pk")


PROJECT = -1  # stands for the key of a project
ASKED = Prepared(lambda: asked_about(PROJECT), PROJECT)
