from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts import receivers  # noqa: PLC0415 - signals can be connected when every model is loaded

        receivers.connect()


class OperatorAdminConfig(admin.AdminConfig):
    """Django's admin, for technical operators only."""

    default = False
    default_site = "accounts.operator_site.OperatorSite"
