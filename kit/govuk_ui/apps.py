from django.apps import AppConfig
from django.conf import settings

from kit.catalogues import join_catalogues


class GovukUiConfig(AppConfig):
    name = "kit.govuk_ui"

    def ready(self) -> None:
        """Sentences are looked up for every page."""
        join_catalogues(settings.LANGUAGE_CODE)
