"""Topics as people type them: one line with commas or semicolons between."""

import re
from collections.abc import Iterable, Mapping

BETWEEN = re.compile(r"[,;\n]")
LONGEST = 60  # characters of one topic


def topics_in(typed: str) -> tuple[str, ...]:
    """The topics of a line, tidied: no empty one, none twice whatever its case, spelled as it was typed first."""
    return tidy_topics(BETWEEN.split(typed))


def tidy_topics(topics: Iterable[str]) -> tuple[str, ...]:
    """Spaces made single, empty ones left out, each once; the first spelling stays."""
    spelled = (" ".join(topic.split()) for topic in topics)
    first: dict[str, str] = {}
    for topic in spelled:
        if topic:
            first.setdefault(topic.casefold(), topic)
    return tuple(first.values())


def spelled_as_before(topics: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Each topic as the programme spells it already, where it does: `Housing` and `housing` are one."""
    spelling: Mapping[str, str] = {topic.casefold(): topic for topic in known}
    return tidy_topics(spelling.get(topic.casefold(), topic) for topic in topics)


def too_long(topics: Iterable[str]) -> tuple[str, ...]:
    """The topics with more than 60 characters."""
    return tuple(topic for topic in topics if len(topic) > LONGEST)
