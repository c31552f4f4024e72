from django.apps import AppConfig


class SelfassessmentConfig(AppConfig):
    name = "selfassessment"
