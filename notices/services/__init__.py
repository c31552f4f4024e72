"""Writes about messages, by noun."""
