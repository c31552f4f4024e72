from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _

from notices.rules import makers, streams


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from accounts import receivers  # noqa: PLC0415 - they can be loaded when every model is
        from accounts.services import message_links as links  # noqa: PLC0415

        receivers.connect()
        makers.register(links.LINK_MAKER, links.link_while_sending)
        makers.register(streams.CHOICES_MAKER, links.choices_link, many=links.choices_links)
        makers.register(streams.WAY_OUT_MAKER, links.way_out, many=links.ways_out)


class OperatorAdminConfig(admin.AdminConfig):
    """Django's admin, for technical operators only."""

    default = False
    default_site = "accounts.operator_site.OperatorSite"
