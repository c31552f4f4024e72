"""Plain Python: facts in, decisions out, with reasons."""
