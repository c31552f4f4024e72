"""Plain Python: when to try again, and how a secret is put into a message."""
