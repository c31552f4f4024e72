"""The admin's pages, declared as a whole under row 47: whatever is registered there is asked for."""

from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from accounts.models import Person
from tests.access.actors import ADMIN_ROW
from tests.access.declaration import Page, reads, writes
from tests.access.resolver import Address, addresses
from tests.access.things import Place, Planter, Thing
from tests.factories import World

NAMESPACE = "admin:"


def operator_pages() -> list[Page]:
    """One for each name in the admin; those of a record are asked for with a record that exists, where there is one."""
    named = {address.name: address for address in addresses() if address.name.startswith(NAMESPACE)}
    return [page_of(address) for name, address in sorted(named.items()) if name != NAMESPACE]


def page_of(address: Address) -> Page:
    # It may refuse more than the table does: people are not deleted here, and links not added.
    page = partial(Page, address.name, get=reads(ADMIN_ROW), post=writes(ADMIN_ROW), shown=False, is_narrower=True)
    if address.parameters == ("app_label",):
        return page(kwargs={"app_label": "accounts"})  # a choice of the rooms registered, not the key of a record
    return page(things=planter_of(address)) if address.parameters else page()


def planter_of(address: Address) -> Planter:
    """Plants the one thing that the address names."""

    def plant(world: World, person: Person | None) -> list[Thing]:
        values = {name: argument(name, address) for name in address.parameters}
        return [Thing(ADMIN_ROW, Place.HERE, kwargs=values)]

    return plant


def argument(name: str, address: Address) -> Any:
    """A value for one parameter of the admin's addresses."""
    if name == "content_type_id":
        return ContentType.objects.get_for_model(Person).pk
    return str(newest_of(address))


def newest_of(address: Address) -> Any:
    """The key of a record of the model that the address is about; of a person, where it is about any."""
    models: dict[str, type[Model]] = {f"{m._meta.app_label}_{m._meta.model_name}": m for m in admin.site._registry}
    model = models.get(address.name.removeprefix(NAMESPACE).rpartition("_")[0], Person)
    return model._default_manager.order_by("pk").values_list("pk", flat=True).last() or 1
