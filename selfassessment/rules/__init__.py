"""Frameworks as files, and what answers to their statements come to (docs/rules/self_assessment.md)."""
