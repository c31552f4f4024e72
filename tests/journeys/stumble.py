"""What stops a traveller."""


class Stumble(AssertionError):
    """Something on the way shuts somebody out; its words name the thing and say how."""
