"""Plain Python: which top links a role sees."""
