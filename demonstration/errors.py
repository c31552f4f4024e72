"""Refusals of the demonstration."""


class NotADemonstrationDatabaseError(Exception):
    """The database has people whom the demonstration did not make; it leaves them alone."""
