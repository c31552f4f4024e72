"""A proof sheet as paper: everything that was decided on pages of A4, with a letterhead."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from grants.models import Determination
from grants.selectors.proof import proof_of
from grants.selectors.proof_tables import paper_table
from grants.selectors.reckoning import bases_of, rules_in_words
from kit.documents.head import Fact, Head, document_html
from kit.govuk_ui.formats import moment
from partnerships.selectors.year_sentences import in_full


@dataclass(frozen=True)
class Sheet:
    """The page to be set, how many partnerships are on it, and the day it tells of; `name` is the programme's."""

    html: str
    head: Head
    name: str
    dated: datetime
    rows: int

    @property
    def title(self) -> str:
        """As the file is called."""
        return f"{self.head.kind}, {self.name}"


def sheet_of(found: Determination) -> Sheet:
    """In one query, for a determination with its programme, line and people loaded."""
    proof, programme, dated = proof_of(found), found.programme, found.decided_at or found.prepared_at
    said = {"proof": proof, "programme": programme}
    head = Head(
        title=render_to_string("grants/determinations/headline.html", said).strip(),
        kind=gettext("Proof sheet %(number)s") % {"number": found.number},
        programme=in_full(programme),
        author=str(found.prepared_by),
        date=timezone.localdate(dated),
        facts=facts_of(found),
    )
    context = {
        **said,
        "determination": found,
        "table": paper_table(proof),
        "bases": bases_of(proof.reckoning, proof.other),
        "rules": rules_in_words(proof.reckoning.result.settings, programme),
    }
    html = document_html("grants/papers/proof.html", head, context)
    return Sheet(html, head, in_full(programme), dated, len(proof.outcomes))


def facts_of(found: Determination) -> tuple[Fact, ...]:
    """The letterhead: who prepared and who confirmed it, by which minute."""
    words = gettext("%(who)s, %(when)s")
    facts = [
        Fact(gettext("Minute"), found.minute),
        Fact(gettext("Budget line"), found.line.name),
        Fact(gettext("Facts as they stood"), moment(found.prepared_at)),
    ]
    if found.decided_at:
        label = found.get_state_display()
        facts.append(Fact(label, words % {"who": found.decided_by, "when": moment(found.decided_at)}))
    return tuple(facts)
