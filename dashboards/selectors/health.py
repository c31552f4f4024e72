"""Whether what the portal stands on answers."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from redis.exceptions import RedisError


def is_healthy() -> bool:
    """Whether the database and Redis both answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        cache.get("health")
    except (DatabaseError, RedisError):
        return False
    return True
