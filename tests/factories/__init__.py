"""What tests stand on: people, programmes, partnerships, roles, and a small world of them."""

from tests.factories.people import PASSWORD, PersonFactory
from tests.factories.programmes import PartnershipFactory, ProgrammeFactory
from tests.factories.roles import RoleFactory
from tests.factories.second_step import code_of, give_second_step
from tests.factories.world import NO_ROLE, Region, World, build_world

__all__ = [
    "NO_ROLE",
    "PASSWORD",
    "PartnershipFactory",
    "PersonFactory",
    "ProgrammeFactory",
    "Region",
    "RoleFactory",
    "World",
    "build_world",
    "code_of",
    "give_second_step",
]
