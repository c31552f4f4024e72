"""Choosing when messages of a kind come: by a person, by whoever has an address, by a programme."""

from notices.selectors.choices import fates_for, mode_for, modes_for

__all__ = ["fates_for", "mode_for", "modes_for"]
