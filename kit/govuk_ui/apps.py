from django.apps import AppConfig


class GovukUiConfig(AppConfig):
    name = "kit.govuk_ui"
