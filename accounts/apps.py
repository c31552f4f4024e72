from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _

from notices.rules import makers


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts import receivers, services  # noqa: PLC0415 - they can be loaded when every model is

        receivers.connect()
        makers.register(services.LINK_MAKER, services.link_while_sending)
        makers.register(services.CHOICES_MAKER, services.choices_link, many=services.choices_links)
        makers.register(services.WAY_OUT_MAKER, services.way_out, many=services.ways_out)


class OperatorAdminConfig(admin.AdminConfig):
    """Django's admin, for technical operators only."""

    default = False
    default_site = "accounts.operator_site.OperatorSite"
