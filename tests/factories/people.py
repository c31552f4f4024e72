"""Makes people with invented names and addresses that can never be delivered to."""

from typing import Any

import factory

from accounts.models import Person

PASSWORD = "a long password for tests 7"


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """Somebody who can sign in (`client.force_login`); `with_password` also gives them `PASSWORD`."""

    class Meta:
        model = Person

    class Params:
        operator = factory.Trait(is_operator=True, is_superuser=True)
        deactivated = factory.Trait(is_active=False)
        with_password = factory.Trait(password=PASSWORD)

    name = factory.Sequence(lambda n: f"Person Number{n}")
    email = factory.Sequence(lambda n: f"person{n}@people.example")

    @classmethod
    def _create(cls, model_class: type[Person], *args: Any, **fields: Any) -> Person:
        return model_class.objects.create_user(*args, **fields)
