"""Figures in, pictures out: pure functions that draw SVG with its title, description, key and table.

Every chart is `chart(data, words, *, width, ident) -> Figure`; numbers come in `data`, language in `words`.
"""
