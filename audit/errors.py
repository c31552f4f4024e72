"""Refusals of the audit trail."""


class NotInTransactionError(RuntimeError):
    """An audit entry must be written in the transaction of the deed it tells of."""
