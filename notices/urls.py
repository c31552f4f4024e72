"""Where mail services tell what came back."""

from django.urls import path

from notices import views

urlpatterns = [path("hooks/mail/", views.mail_webhook, name="mail_webhook")]
