"""Pages for anybody, and the home of each role."""

from django.urls import path

from dashboards.views import home, public, region

urlpatterns = [
    path("", public.public_home, name="public_home"),
    path("home/", home.home, name="home"),
    path("region/", region.region, name="region"),
    path("region/table/", region.region_table, name="region_table"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("privacy/", public.privacy, name="privacy"),
    path("cookies/", public.cookies, name="cookies"),
    path("health", public.health, name="health"),
]
