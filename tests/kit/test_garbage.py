"""The search for unused objects waits, and goes on afterwards."""

import gc
from threading import Event

import pytest

from kit.garbage import search_put_off
from tests.at_once import PATIENCE, at_once, meeting


def test_the_search_waits_and_goes_on_afterwards() -> None:
    with search_put_off():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_an_error_does_not_leave_it_waiting() -> None:
    with pytest.raises(ValueError, match="lost"), search_put_off():
        raise ValueError("lost")
    assert gc.isenabled()


def test_who_had_no_search_gets_none() -> None:
    gc.disable()
    try:
        with search_put_off():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_waits_for_the_last_of_two_threads() -> None:
    both, first_is_out = meeting(2), Event()

    def first() -> None:
        with search_put_off():
            both.wait()
        first_is_out.set()

    def last() -> bool:
        with search_put_off():
            both.wait()
            assert first_is_out.wait(PATIENCE)
            return gc.isenabled()

    assert at_once(first, last) == [None, False]
    assert gc.isenabled()
