"""Kinds of message that only tests send; their words lie in `tests/templates/emails/test/`."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from notices.rules.kinds import Kind, Stream, register
from tests.notices.mail_server import MailServer, mail_server

HELLO = register(Kind("test/hello", group="Tests", label="Greetings", tells="Somebody says hello."))
BULLETIN = register(Kind("test/bulletin", stream=Stream.SUBSCRIBED, group="Tests", label="The bulletin"))
URGENT = register(Kind("test/urgent", group="Tests", label="What cannot wait", can_be_summed_up=False))
LETTER = register(Kind("test/letter", stream=Stream.SUBSCRIBED, group="Tests", label="Letters"))
NOTICE = register(Kind("test/notice", group="Tests", label="Notices"))
CODE = register(Kind("test/code", group="Tests", label="Codes", fixed_because="You ask for them."))


@pytest.fixture(params=[False, True], ids=["line by line", "many lines at once"])
def server(settings: Settings, request: pytest.FixtureRequest) -> Iterator[MailServer]:
    with mail_server(settings, takes_many_lines=request.param) as started:
        yield started
