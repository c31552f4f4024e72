"""Pages for anybody, and the home of each role."""

from django.urls import path

from dashboards.views import home, programme, public, region, search, trail, years

urlpatterns = [
    path("", public.public_home, name="public_home"),
    path("home/", home.home, name="home"),
    path("region/", region.region, name="region"),
    path("region/table/", region.region_table, name="region_table"),
    path("programme/", programme.programme, name="programme"),
    path("trail/", trail.trail, name="trail"),
    path("search/", search.search, name="search"),
    path("years/add/", years.add_year, name="add_year"),
    path("years/<slug:key>/", years.year, name="year"),
    path("years/<slug:key>/set-up/", years.set_up, name="set_up"),
    path("years/<slug:key>/check/", years.check_year, name="check_year"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("privacy/", public.privacy, name="privacy"),
    path("cookies/", public.cookies, name="cookies"),
    path("health", public.health, name="health"),
]
