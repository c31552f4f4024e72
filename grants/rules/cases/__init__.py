"""Worked cases of the rule, in files that a programme officer can read and add to (docs/rules/grant.md)."""
