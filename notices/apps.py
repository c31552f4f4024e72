from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        """Every room names its kinds of message in `notifications/kinds.py`; workers must know them too."""
        autodiscover_modules("notifications.kinds")
