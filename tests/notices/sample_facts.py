"""Facts by which every email can be written as a reader would get it; a new email that needs another adds it here."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings

from notices.rules.kinds import known
from notices.rules.secrets import placeholders
from partnerships.models import Partnership, Programme

EMAILS = Path(settings.BASE_DIR) / "templates" / "emails"
KINDS = sorted(str(file.relative_to(EMAILS))[:-4] for file in EMAILS.glob("*/*.txt"))
AT = datetime(2027, 6, 30, 22, 59, 59, tzinfo=UTC)
LONG = "Newcastle-under-Lyme Local Strategic Partnership"
LINK = "https://portal.example/projects/1234/"
REASON = "The second measure has no target.\n\nPlease say by when, and “how much” it is to change: 10 < 20 & 20 > 10."


class Named(SimpleNamespace):
    """Something that a sentence calls by its name."""

    def __str__(self) -> str:
        return str(self.name)


PERSON = Named(name="Zoë O’Brien-Featherstonehaugh", email="zoe.obrien-featherstonehaugh@partnership.example")
PROGRAMME = Programme(name="Learning in Marlvale, 2027 to 2028", region="Marlvale")
PARTNERSHIP = Partnership(name=LONG, area="Newcastle-under-Lyme", tier="district", programme=PROGRAMME)
PROJECT = SimpleNamespace(title="Fewer falls at home among people over eighty", number=3, partnership=PARTNERSHIP)
INVITATION = SimpleNamespace(
    name=PERSON.name, title="Representative", programme=PROGRAMME, asker=PERSON, partnership=PARTNERSHIP,
    since=AT.date(), until=AT.date(), expires_at=AT, sent_at=AT,
)  # fmt: skip
FACTS: dict[str, Any] = {
    "person": PERSON,
    "asker": PERSON,
    "champion": PERSON,
    "sender": PERSON,
    "programme": PROGRAMME,
    "partnership": PARTNERSHIP,
    "receiver": PARTNERSHIP,
    "project": PROJECT,
    "edition": PROJECT,
    "invitation": INVITATION,
    "role": INVITATION,
    "submission": SimpleNamespace(reference="MARL-2027-0012", submitted_at=AT, submitted_by=PERSON),
    "admission": SimpleNamespace(until=AT, admitted_by=PERSON),
    "determination": SimpleNamespace(minute="SG 12/2027", decided_at=AT),
    "awards": [
        SimpleNamespace(award=SimpleNamespace(outcome=each), why=REASON, link=LINK)
        for each in (
            SimpleNamespace(
                partnership=PARTNERSHIP, status="kept", payment="release", final=1_960_000, offer=1_890_000
            ),
            SimpleNamespace(partnership=PARTNERSHIP, status="withheld", payment="", final=0, offer=1_890_000),
        )
    ],
    "parts": [
        SimpleNamespace(subject="Endorsed: Fewer falls at home", text=f"Dear Zoë,\n\nSubmit the project:\n{LINK}\n"),
        SimpleNamespace(subject="Returned: Warm homes", text=REASON + "\n"),
    ],
    "partner": SimpleNamespace(name=PERSON.name, organisation="Staffordshire Moorlands Voluntary Services Alliance"),
    "completion": SimpleNamespace(
        is_joint=False, reference="A000012", completed_at=AT, reopened_by=PERSON, reopened_for=REASON
    ),
    "size": 37,
    "minutes": 40,
    "ends_at": AT,
    "reason": REASON,
    "note": REASON,
    "link": LINK,
    "help_link": "https://portal.example/help/",
    "closes_at": AT,
    "asked_at": AT,
    "shared_at": AT,
    "timestamp": AT,
    "from_email": "zoe@old.example",
    "to_email": "zoe@new.example",
    "code": "493-275",
    "ip": "192.0.2.7",
    "user_agent": "Firefox",
}


def facts_of(kind: str) -> dict[str, Any]:
    """The facts of an email, with placeholders for what is put in while it is sent."""
    marks = placeholders(["link", "code"], "00c0ffee")
    secret = {} if kind.startswith("projects/") else {"link": marks["link"]}
    assert kind in known, f"{kind} has words, and no room names it"
    return {**FACTS, **secret}
