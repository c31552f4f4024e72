"""Each task of a partnership's year says what is so, whoever looks and however far the year is."""

from dataclasses import replace

from dashboards.rules.own_year import OwnFacts, Status, tasks_of
from projects.rules.next_step import Next
from selfassessment.rules.standing import State

BEGUN = OwnFacts(
    step=Next.WRITE,
    writes=True,
    is_two_tier=True,
    is_named=True,
    is_written=False,
    is_whole=False,
    is_given=False,
    is_shared=False,
    can_ask=False,
    is_asked=False,
    is_returned=False,
    is_endorsed=False,
    is_ready=False,
    is_submitted=False,
    is_over=False,
    is_decided=False,
    assessment=State.COMPLETED,
)
WHOLE = replace(BEGUN, step=Next.SHARE, is_written=True, is_whole=True, can_ask=True)
RETURNED = replace(WHOLE, is_given=True, is_returned=True)
READY = replace(WHOLE, is_given=True, is_shared=True, is_endorsed=True, is_ready=True)
IN = replace(READY, step=Next.SUBMITTED, is_ready=False, is_submitted=True)


def told(facts: OwnFacts, **otherwise: object) -> dict[str, str]:
    """Tasks with their state, those left out that are the same in all of these."""
    found = {task.code: task.status.value for task in tasks_of(replace(facts, **otherwise))}
    return {code: status for code, status in found.items() if code not in ("name", "decision")}


def test_words_that_rest_on_nothing_are_not_a_project_yet() -> None:
    unfounded = told(BEGUN, step=Next.ASSESS, is_written=True, assessment=State.NOT_BEGUN)
    assert unfounded == {"assess": "now", "write": "begun", "share": "open", "endorse": "later", "submit": "later"}


def test_what_was_begun_is_in_progress_for_who_does_not_write_it_next() -> None:
    assert told(BEGUN)["write"] == "now"
    assert told(BEGUN, step=Next.WAIT_REPRESENTATIVE)["write"] == "begun"
    assert told(BEGUN, step=None, writes=False)["write"] == "later"


def test_a_whole_project_is_shared_and_endorsed_in_either_order() -> None:
    assert told(WHOLE) == {"assess": "done", "write": "done", "share": "now", "endorse": "open", "submit": "later"}
    assert told(WHOLE, step=Next.ASK, is_two_tier=False) == {
        **{"assess": "done", "write": "done", "endorse": "now", "submit": "later"}
    }


def test_what_is_given_and_asked_waits() -> None:
    waiting = told(WHOLE, step=Next.WAIT_CHAMPION, is_given=True, is_asked=True)
    assert (waiting["share"], waiting["endorse"]) == ("waiting", "waiting")


def test_what_the_champion_returned_is_to_be_mended() -> None:
    assert told(RETURNED, step=Next.MEND) == {
        **{"assess": "done", "write": "now", "share": "waiting", "endorse": "returned", "submit": "later"}
    }
    assert told(RETURNED, step=Next.WAIT_REPRESENTATIVE)["write"] == "begun"


def test_an_endorsed_project_can_be_submitted_as_its_champion_sees_too() -> None:
    assert told(READY, step=Next.SUBMIT)["submit"] == "now"
    assert told(READY, step=Next.WAIT_REPRESENTATIVE)["submit"] == "open"


def test_a_submitted_project_is_done_whatever_became_of_its_basis_since() -> None:
    done = {"assess": "done", "write": "done", "share": "done", "endorse": "done", "submit": "done"}
    assert told(IN) == done
    reopened = {"assess": "begun", **{code: "done" for code in done if code != "assess"}}
    assert told(IN, is_whole=False, can_ask=False, assessment=State.UNDER_WAY) == reopened


def test_a_receipt_can_come_after_submission_has_closed_until_grants_are_decided() -> None:
    late = replace(IN, step=Next.WAIT_RECEIPT, is_shared=False, is_over=True)
    assert told(late)["share"] == "waiting"
    assert told(late, is_decided=True)["share"] == "missed"
    assert told(late, is_given=False)["share"] == "missed"


def test_once_submission_has_closed_what_was_not_done_was_not_done_in_time() -> None:
    assert told(BEGUN, step=Next.OVER, is_over=True, assessment=State.NOT_BEGUN) == {
        **{"assess": "open", "write": "missed", "share": "missed", "endorse": "missed", "submit": "missed"}
    }


def test_somebody_can_be_named_at_any_time() -> None:
    for facts in (BEGUN, WHOLE, replace(IN, is_over=True)):
        [naming] = [task for task in tasks_of(replace(facts, is_named=False)) if task.code == "name"]
        assert naming.status is Status.OPEN
