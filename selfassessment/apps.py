from django.apps import AppConfig


class SelfassessmentConfig(AppConfig):
    name = "selfassessment"

    def ready(self) -> None:
        """A partnership's page says how far its assessment is."""
        from partnerships.selectors.riding import ride_along  # noqa: PLC0415 - as below
        from selfassessment.selectors.standing import standing_columns  # noqa: PLC0415 - loaded when every model is

        ride_along(standing_columns)
