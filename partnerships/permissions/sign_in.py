"""What a person's roles let them do, and what they ask of them."""

from typing import Any

from partnerships.models import Role
from partnerships.selectors.standing import Standing

WITH_SECOND_STEP = (Role.Kind.MANAGER, Role.Kind.FINANCE)


def must_have_second_step(person: Any, standing: Standing) -> bool:
    """Managers, finance officers and operators: who can decide over money, or over other people's accounts."""
    return person.is_operator or any(role.kind in WITH_SECOND_STEP for role in standing.roles)
