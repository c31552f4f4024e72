"""Refusals of this room."""


class LinkRefusedError(Exception):
    """The link is unknown, used, expired, revoked or for something else: which one is nobody's business."""


class NotYourSessionError(Exception):
    """The session is another's, or over."""


class LinkTooLateError(Exception):
    """A message is sent so late that its link would be dead."""
