from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class DemonstrationConfig(AppConfig):
    name = "demonstration"

    def ready(self) -> None:
        """Refuse to be part of a production portal, however that came about."""
        if settings.PRODUCTION:
            raise ImproperlyConfigured("The demonstration lets anybody sign in: it cannot be switched on in production")
