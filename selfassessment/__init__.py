"""Competency frameworks, assessments and joint reviews, their scores and stages, and what a region needs."""
