"""Which constraint of the database refused a row."""

from django.db import IntegrityError


def constraint_of(error: IntegrityError) -> str:
    """The constraint's name, or what a trigger of ours raised in its place; empty when the database names neither."""
    told = getattr(error.__cause__, "diag", None)
    return str(getattr(told, "constraint_name", None) or getattr(told, "message_primary", None) or "")
