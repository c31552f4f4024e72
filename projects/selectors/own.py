"""A partnership's own project, whoever asks: for pages that asked already who may write it."""

from partnerships.models import Partnership
from projects.models import Project


def project_of(partnership: Partnership) -> Project | None:
    """As it stands now; None where it is not begun. One query."""
    return Project.objects.filter(partnership=partnership).first()
