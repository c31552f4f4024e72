"""Plain Python: facts in, decisions out, with reasons. docs/rules/grant.md explains it with worked tables."""
