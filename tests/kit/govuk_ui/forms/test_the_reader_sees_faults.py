"""The reader of forms must see what it is there to see: each fault planted once."""

import pytest
from lxml import html

from tests.kit.govuk_ui.forms.reading import faults

GOOD = """
<ul class="govuk-error-summary__list"><li><a href="#a">Enter a name</a></li></ul>
<label for="a">Name</label><div class="govuk-hint" id="h">As in the minutes</div>
<input id="a" name="a" aria-describedby="h">
<fieldset><legend>Which</legend><input id="b" name="b" type="radio"><label for="b">One</label></fieldset>
"""
PLANTED = {
    "two of one id": ('id="b" name', 'id="a" name', "id 'a' 2 times"),
    "an empty id": ('id="h">', 'id="">', "id '' 1 times"),
    "label of nothing": ('<label for="b">', '<label for="c">', "for of nothing: c"),
    "label without words": (">Name<", "><", "no label: a"),
    "no label": ('<label for="a">', "<label>", "no label: a"),
    "hint nobody says": (' aria-describedby="h"', "", "not said: As in the minutes"),
    "described by nothing": ('aria-describedby="h"', 'aria-describedby="h x"', "aria-describedby of nothing: x"),
    "no legend": ("<legend>Which</legend>", "", "fieldset without a legend"),
    "link to nothing": ('href="#a"', 'href="#id_a"', "'Enter a name' leads to #id_a"),
}


def test_a_good_form_has_no_fault() -> None:
    assert faults(html.document_fromstring(GOOD)) == []


@pytest.mark.parametrize(("before", "after", "fault"), PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_fault_is_seen(before: str, after: str, fault: str) -> None:
    assert before in GOOD

    assert fault in faults(html.document_fromstring(GOOD.replace(before, after)))
