"""Python's search for unused rings of objects: put off for a while, and spared what a process begins with."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class Putting:
    """How many are at work for whom the search waits; it belongs to the whole process, whose threads may be several."""

    def __init__(self) -> None:
        self.lock, self.busy, self.was_on = Lock(), 0, True

    def begin(self) -> None:
        """The first notes whether there was a search at all."""
        with self.lock:
            if not self.busy:
                self.was_on = gc.isenabled()
                gc.disable()
            self.busy += 1

    def end(self) -> None:
        """The last lets it go on as it was."""
        with self.lock:
            self.busy -= 1
            if not self.busy and self.was_on:
                gc.enable()


PUT_OFF = Putting()


@contextmanager
def search_put_off() -> Iterator[None]:
    """For seconds, never longer: what hangs together in rings stays until the end. A decorator, too.

    The search goes through all objects each time there are a quarter more of them; with 100,000 partnerships that
    was a tenth of a determination, and found nothing.
    """
    PUT_OFF.begin()
    try:
        yield
    finally:
        PUT_OFF.end()


def spare_what_is_loaded() -> None:
    """What is there by now stays to the end of the process: it is not searched through again and again. For whoever has
    just loaded a server or a worker; it was a good part of the largest pages, and of sending mail."""
    gc.collect()
    gc.freeze()
