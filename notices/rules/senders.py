"""Who writes a message: the programme, by its own name. The room that has programmes says once how one is called."""

from collections.abc import Callable

NameOf = Callable[[int], str]
known: list[NameOf] = []


def register(name_of: NameOf) -> None:
    """Say what programmes are called, by their ids; raises ValueError when another has said so."""
    if known and known != [name_of]:
        raise ValueError("Somebody else names the programmes")
    known[:] = [name_of]


def sender_of(programme_id: int | None) -> str:
    """The name of a programme; empty for a message of none, and as long as nobody names programmes."""
    return known[0](programme_id) if known and programme_id is not None else ""
