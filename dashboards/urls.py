"""Pages for anybody, and the home of each role."""

from django.urls import path

from dashboards import views

urlpatterns = [
    path("", views.public_home, name="public_home"),
]
