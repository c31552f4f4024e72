from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from notices.selectors.bank_holidays import bank_holidays


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        """Every room names its kinds of message and of reminder; workers must know them too."""
        autodiscover_modules("notifications.kinds", "notifications.reminders", "schedule")
        bank_holidays()  # a place that nobody knows is said at once, not on the first working morning
