"""Plain Python: how far a project is, whether it may be submitted, and why not."""
