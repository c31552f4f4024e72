"""Waiting for what comes about in another process or connection."""

import time
from collections.abc import Callable

SECONDS = 120  # against hanging; what is waited for comes about in moments


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until it holds; AssertionError when it does not in two minutes."""
    until = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < until, "It never came about"
        time.sleep(0.01)
