"""The dates that a programme year turns on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models.programme import Programme


class KeyDate(models.Model):
    """The last moment of a day by which something is due: 23:59:59 in London, kept in UTC."""

    class Kind(models.TextChoices):
        """In the order of the year."""

        ENROLMENT = "enrolment", _("Representatives and champions named")
        BASELINE = "baseline", _("Baseline survey closes")
        ASSESSMENT = "assessment", _("Assessments completed")
        SUBMISSION = "submission", _("Projects submitted")
        DETERMINATION = "determination", _("Grants decided")
        MIDYEAR_REPORT = "midyear_report", _("Mid-year report due")
        FINAL_REPORT = "final_report", _("Final report due")
        FOLLOW_UP = "follow_up", _("Follow-up survey closes")
        EVALUATION = "evaluation", _("Evaluation report issued")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="key_dates")
    kind = models.CharField(_("date"), max_length=16, choices=Kind)
    closes_at = models.DateTimeField(_("closes"))

    class Meta:
        ordering = ["closes_at"]
        constraints = [
            models.UniqueConstraint("programme", "kind", name="key_date_stands_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("enrolment", "baseline", "assessment", "submission", "determination"),
                        *("midyear_report", "final_report", "follow_up", "evaluation"),
                    ]
                ),
                name="key_date_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
