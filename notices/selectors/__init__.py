"""Reads about messages, by noun."""
