"""Improvement projects: written, shared in the locality, endorsed by the champion, submitted."""
