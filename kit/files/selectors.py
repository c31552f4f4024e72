"""Reads about files."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kit.files.models import Upload


def known_names(stored_names: Iterable[str]) -> set[str]:
    """Those of the stored names that a row still needs; an infected file's row needs no file."""
    rows = Upload.objects.filter(stored_name__in=stored_names).exclude(scan=Upload.Scan.INFECTED)
    return set(rows.values_list("stored_name", flat=True))


def not_scanned() -> QuerySet[Upload]:
    """Files that no scanner has given an answer about."""
    return Upload.objects.filter(scan__in=[Upload.Scan.UNKNOWN, Upload.Scan.NOT_ASKED])
