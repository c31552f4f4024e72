"""The demonstration's own pages; `ltd_portal.urls` leaves them out of production."""

from django.urls import path

from demonstration import views

urlpatterns = [
    path("", views.demonstration, name="demonstration"),
    path("sign-in/<int:guest_id>/", views.sign_in_as, name="sign_in_as"),
    path("report/", views.sample_report, name="sample_report"),
    path("report/make/", views.make_sample_report, name="make_sample_report"),
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:mail_id>/", views.caught_mail, name="caught_mail"),
    path("outbox/<int:mail_id>/html/", views.caught_html, name="caught_html"),
]
