"""What comes next: one step for each who reads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.rules.next_step import OVER, Next, Reader, Sharing, next_step
from projects.rules.submission import WhyNot

ALONE = Sharing(has_others=False, given=False, is_enough=False)
UNSHARED = Sharing(has_others=True, given=False, is_enough=False)
GIVEN = Sharing(has_others=True, given=True, is_enough=False)
ENOUGH = Sharing(has_others=True, given=True, is_enough=True)
NOT_ASKED, SUBMITTED = [WhyNot.NOT_ASKED], [WhyNot.SUBMITTED]


@pytest.mark.parametrize(
    ("reasons", "sharing", "step"),
    [
        pytest.param([WhyNot.NO_SUMMARY, WhyNot.NOT_ASKED], UNSHARED, Next.WRITE, id="no summary"),
        pytest.param([WhyNot.NO_IMPROVEMENT, WhyNot.NOT_ASKED], GIVEN, Next.WRITE, id="no improvement"),
        pytest.param([WhyNot.NO_IMPROVEMENT, WhyNot.NO_BASIS, WhyNot.NOT_ASKED], GIVEN, Next.REST, id="no basis"),
        pytest.param([WhyNot.BASIS_REPLACED, WhyNot.NOT_ASKED], GIVEN, Next.REST, id="its basis is completed anew"),
        pytest.param([WhyNot.NO_SUMMARY, WhyNot.NOT_ASSESSED], GIVEN, Next.WRITE, id="unwritten, nothing completed"),
        pytest.param([WhyNot.NOT_ASSESSED, WhyNot.NOT_ASKED], GIVEN, Next.ASSESS, id="nothing completed"),
        pytest.param([WhyNot.BASIS_REOPENED, WhyNot.NOT_ASKED], GIVEN, Next.ASSESS, id="its basis is opened again"),
        pytest.param([WhyNot.WRONG_BASIS, WhyNot.NOT_ASKED], GIVEN, Next.ASSESS, id="the wrong kind"),
        pytest.param(NOT_ASKED, UNSHARED, Next.SHARE, id="written"),
        pytest.param(NOT_ASKED, ALONE, Next.ASK, id="written, single tier"),
        pytest.param(NOT_ASKED, GIVEN, Next.ASK, id="shared"),
        pytest.param([WhyNot.NO_CHAMPION, WhyNot.NOT_ASKED], GIVEN, Next.NAME_CHAMPION, id="nobody to ask"),
        pytest.param([WhyNot.WITH_CHAMPION], UNSHARED, Next.WAIT_CHAMPION, id="with the champion"),
        pytest.param([WhyNot.RETURNED], UNSHARED, Next.MEND, id="returned"),
        pytest.param([WhyNot.CHANGED_SINCE], UNSHARED, Next.SHARE, id="changed since"),
        pytest.param([], GIVEN, Next.SUBMIT, id="endorsed"),
        pytest.param(SUBMITTED, UNSHARED, Next.SHARE, id="submitted, not shared"),
        pytest.param(SUBMITTED, GIVEN, Next.WAIT_RECEIPT, id="submitted, not received"),
        pytest.param(SUBMITTED, ENOUGH, Next.SUBMITTED, id="submitted and received"),
        pytest.param(SUBMITTED, ALONE, Next.SUBMITTED, id="submitted, single tier"),
        pytest.param([WhyNot.CLOSED, WhyNot.SUBMITTED], UNSHARED, Next.SUBMITTED, id="too late to share"),
        pytest.param([WhyNot.CLOSED, WhyNot.NO_SUMMARY], UNSHARED, Next.OVER, id="too late to submit"),
    ],
)
def test_a_representative_is_led_from_writing_to_submitting(reasons, sharing, step):
    assert next_step(Reader.REPRESENTATIVE, reasons, sharing, to_confirm=False) == step


@pytest.mark.parametrize(
    ("reasons", "step"),
    [
        pytest.param([WhyNot.WITH_CHAMPION], Next.ENDORSE, id="asked"),
        pytest.param([WhyNot.NOT_ASKED], Next.WAIT_REPRESENTATIVE, id="not asked"),
        pytest.param([WhyNot.CLOSED, WhyNot.WITH_CHAMPION], Next.OVER, id="closed"),
        pytest.param([WhyNot.SUBMITTED], Next.SUBMITTED, id="submitted"),
    ],
)
def test_a_champion_is_led_to_endorse_when_asked(reasons, step):
    assert next_step(Reader.CHAMPION, reasons, GIVEN, to_confirm=False) == step


@given(reasons=st.sets(st.sampled_from(WhyNot)), has_others=st.booleans(), given_=st.booleans(), enough=st.booleans())
def test_whoever_may_submit_is_told_to_and_nobody_else(reasons, has_others, given_, enough):
    sharing = Sharing(has_others=has_others, given=given_, is_enough=enough)

    step = next_step(Reader.REPRESENTATIVE, reasons, sharing, to_confirm=False)

    assert (step == Next.SUBMIT) <= (not reasons - {WhyNot.NO_CHAMPION})
    assert (step in (Next.WRITE, Next.ASK, Next.MEND, Next.SUBMIT)) <= (not reasons & OVER)


@pytest.mark.parametrize("reader", list(Reader))
def test_a_receipt_that_is_wanted_comes_first(reader):
    assert next_step(reader, SUBMITTED, GIVEN, to_confirm=True) == Next.CONFIRM


@pytest.mark.parametrize("reader", [Reader.RECEIVER, Reader.OTHER])
def test_others_have_nothing_to_do(reader):
    assert next_step(reader, NOT_ASKED, UNSHARED, to_confirm=False) == Next.NOTHING
