"""Makes people with invented names and addresses that can never be delivered to."""

from typing import Any

import factory

from accounts.models import Person
from tests.factories.second_step import give_second_step

PASSWORD = "a long password for tests 7"


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """Somebody who can sign in (`client.force_login`); `with_password` also gives them `PASSWORD`.

    An operator has a second step, without which the portal opens nothing.
    """

    class Meta:
        model = Person

    class Params:
        operator = factory.Trait(is_operator=True)
        deactivated = factory.Trait(is_active=False)
        with_password = factory.Trait(password=PASSWORD)

    name = factory.Sequence(lambda n: f"Person Number{n}")
    email = factory.Sequence(lambda n: f"person{n}@people.example")

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **fields: Any) -> Person:
        person = model_class.objects.create_user(*args, **fields)
        if person.is_operator:
            give_second_step(person)
        return person
