"""Pages for anybody, and the home of each role."""

from django.urls import path

from dashboards.views import home, public

urlpatterns = [
    path("", public.public_home, name="public_home"),
    path("home/", home.home, name="home"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("privacy/", public.privacy, name="privacy"),
    path("cookies/", public.cookies, name="cookies"),
    path("health", public.health, name="health"),
]
