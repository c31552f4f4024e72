"""Reads about the wordings that contacts agreed to."""

from django.db.models import Count, QuerySet

from partnerships.models import ConsentWording, Programme


def wordings_of(programme: Programme) -> QuerySet[ConsentWording]:
    """A programme's wordings, the newest first."""
    return ConsentWording.objects.filter(programme=programme).order_by("-made_at", "-pk")


def wordings_with_counts(programme: Programme) -> QuerySet[ConsentWording]:
    """The same, each with `agreed`: how many contacts agreed to it."""
    return wordings_of(programme).annotate(agreed=Count("contacts"))
