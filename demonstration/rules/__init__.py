"""Plain Python: which days the demonstration is about."""
