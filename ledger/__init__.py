"""Budget lines: what a programme year has to spend, from whom, for what."""
