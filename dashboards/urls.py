"""Pages for anybody, and the home of each role."""

from django.urls import path

from dashboards.views import (
    choices,
    home,
    mail,
    mail_settling,
    mailings,
    programme,
    public,
    region,
    search,
    trail,
    unsubscribing,
    years,
)

urlpatterns = [
    path("", public.public_home, name="public_home"),
    path("home/", home.home, name="home"),
    path("region/", region.region, name="region"),
    path("region/table/", region.region_table, name="region_table"),
    path("programme/", programme.programme, name="programme"),
    path("trail/", trail.trail, name="trail"),
    path("mail/", mail.mail_health, name="mail_health"),
    path("mail/messages/", mail.delivery_record, name="delivery_record"),
    path("mail/messages/<int:message_id>/", mail.message, name="message"),
    path("mail/messages/<int:message_id>/settle/", mail_settling.settle_message, name="settle_message"),
    path("mail/mailings/<int:mailing_id>/", mailings.mailing, name="mailing"),
    path("mail/mailings/<int:mailing_id>/cancel/", mailings.cancel_mailing, name="cancel_mailing"),
    path("account/messages/", choices.message_choices, name="message_choices"),
    path("messages/<str:token>/", choices.message_choices_by_link, name="message_choices_by_link"),
    path("unsubscribe/<str:token>/", unsubscribing.unsubscribe, name="unsubscribe"),
    path("programme/messages/", choices.programme_messages, name="programme_messages"),
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
