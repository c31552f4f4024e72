"""A mail put together from bytes says exactly what one made the long way says, whatever people are called."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from html import escape, unescape

import pytest
from django.core.mail import EmailMultiAlternatives
from hypothesis import example, given
from hypothesis import strategies as st

from notices.rules.headers import HeaderRefusedError
from notices.rules.mime import Envelope, Skeleton, Words
from notices.rules.secrets import UnknownSecretError, placeholders

MARKS = placeholders(["name", "way_link"], "00c0ffee")
NAME, LINK = MARKS["name"], MARKS["way_link"]
WORDS = Words(
    subject=f"News for {NAME}",
    text=f"Dear {NAME},\n\n.leading dot\nCaf\u00e9 = \u00a35, trailing \n{LINK}\n",
    html=f'<p title="{NAME}">Dear {NAME},</p>\n<p>Caf\u00e9 = \u00a35</p><a href="{LINK}">{LINK}</a>',
    marks=MARKS,
)
HEADERS = {"List-Unsubscribe": f"<{LINK}>", "Auto-Submitted": "auto-generated"}
WAY = "https://portal.example/w/" + "t" * 43 + "/?a=1&b=2"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
BOUNDARY = "=_8e0f5c0d"
SENDER = "Learning to Deliver <portal@portal.example>"
HOSTILE = {
    "an apostrophe and a tag": "O'Brien <b>",
    "an accent": "Zo\u00eb",
    "two lines": "Kim\nLee",
    "a header to be": "Kim\r\nBcc: all@mail.example\r\n\r\n<script>",
    "something like a placeholder": "[[name:00c0ffee]] [[way_link:deadbeef]] {{ name }} %s {0}",
    "another's placeholder": LINK,
    "emoji": "\U0001f469\U0001f3fd\u200d\U0001f527 \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e007f",
    "an encoded word": "=?utf-8?q?Kim?= =20=",
    "quotes and backslashes": 'Kim "\\" \\',
    "the end of a mail": "\n.\n--=_8e0f5c0d--\n",
    "very long": "Jos\u00e9 " * 120,
    "long without a space": "x" * 2000,
    "written from right to left": "\u0634\u064a\u0645\u0627\u0621",
    "blank": "",
    "spaces around": "  Kim \t",
}


def made(name: str, words: Words = WORDS, to_name: str | None = None) -> bytes:
    skeleton = Skeleton(words, sender=SENDER, headers=HEADERS, boundary=BOUNDARY)
    envelope = Envelope("kim@mail.example", "<1.2@portal.example>", NOW, name if to_name is None else to_name)
    return skeleton.assemble({"name": name, "way_link": WAY}, envelope)


def parsed(wire: bytes) -> EmailMessage:
    return message_from_bytes(wire, policy=policy.default)  # type: ignore[return-value]


def body_of(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return part.get_payload(decode=True).decode().replace("\r\n", "\n")  # type: ignore[union-attr]


def display_name(wire: bytes) -> str:
    """The name in `To`, as RFC 2047 has it read: Python 3.11's own parser puts a space between two encoded words."""
    head = message_from_bytes(wire, policy=policy.compat32)["To"].replace("\r\n ", "\n ")
    if "=?" not in head:
        return str(parsed(wire)["To"].addresses[0].display_name)
    return str(make_header(decode_header(head.rpartition("<")[0].strip())))


def one_line(words: str) -> str:
    return " ".join(words.split())


def assert_exact(name: str) -> None:
    """The name came through in both bodies and all headers, and brought nothing else with it."""
    wire = made(name)
    mail = parsed(wire)
    as_sent = in_lines(name)
    assert body_of(mail, "plain") == as_sent.join(WORDS.text.replace(LINK, WAY).split(NAME))
    assert body_of(mail, "html") == escape(as_sent).join(WORDS.html.replace(LINK, escape(WAY)).split(NAME))
    assert mail["Subject"] == one_line(f"News for {name}")
    assert display_name(wire) == one_line(name)
    assert [address.addr_spec for address in mail["To"].addresses] == ["kim@mail.example"]
    assert sorted(mail.keys()) == sorted(
        ["To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "Auto-Submitted", "From", "MIME-Version"]
        + ["Content-Type"]
    )
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]  # type: ignore[attr-defined]
    assert_fit_for_mail(wire)


def assert_fit_for_mail(wire: bytes) -> None:
    lines = wire.split(b"\r\n")
    assert wire.isascii()
    assert wire.endswith(b"\r\n")
    assert max(map(len, lines)) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    body = wire.partition(b"\r\n\r\n")[2]
    assert max(map(len, body.split(b"\r\n"))) <= 76


@pytest.mark.parametrize("name", HOSTILE.values(), ids=list(HOSTILE))
def test_any_name_comes_back_exact_in_text_html_and_headers(name: str) -> None:
    assert_exact(name)


@example("0000" + "\xa0" * 14 + "\U00010000" * 5 + "0")  # its last line is full: no room for the mark of a soft break
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_every_name_of_letters_signs_and_spaces_comes_back_exact(name: str) -> None:
    assert_exact(name)


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300), st.text(max_size=60))
def test_every_text_around_a_name_comes_back_exact(before: str, after: str, subject: str, name: str) -> None:
    text, html = f"{before}{NAME}{after}", f"{NAME}{after}{before}"
    mail = parsed(made(name, Words(f"S {subject}", text, html, MARKS), to_name=""))
    assert body_of(mail, "plain") == in_lines(text.replace(NAME, name))
    assert unescape(body_of(mail, "html")) == unescape(in_lines(html.replace(NAME, escape(name))))
    assert len(list(mail.iter_parts())) == 2


def in_lines(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()


@given(st.text(), st.text())
def test_whatever_is_put_in_it_is_plain_ascii_in_short_lines(name: str, subject: str) -> None:
    wire = made(name, Words(f"S {subject}", WORDS.text, WORDS.html, MARKS))
    assert_fit_for_mail(wire)
    head = wire.partition(b"\r\n\r\n")[0]
    names = [line.partition(b":")[0] for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert len(names) == 9
    assert names.count(b"Subject") == names.count(b"To") == 1


@pytest.mark.parametrize("name", ["Kim", "O'Brien <b>", "Zo\u00eb", "[[name:00c0ffee]]", "\U0001f469"])
def test_it_says_what_django_would_say(name: str) -> None:
    usual = EmailMultiAlternatives(
        subject=f"News for {name}",
        body=name.join(WORDS.text.replace(LINK, WAY).split(NAME)),
        from_email=SENDER,
        to=["kim@mail.example"],
        headers={
            "Message-ID": "<1.2@portal.example>",
            "Date": "Mon, 02 Mar 2026 09:00:00 +0000",
            "List-Unsubscribe": f"<{WAY}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    usual.attach_alternative(escape(name).join(WORDS.html.replace(LINK, escape(WAY)).split(NAME)), "text/html")
    theirs, ours = parsed(usual.message().as_bytes(linesep="\r\n")), parsed(made(name, to_name=""))
    assert body_of(ours, "plain") == body_of(theirs, "plain")
    assert body_of(ours, "html") == body_of(theirs, "html")
    del ours["Content-Type"], theirs["Content-Type"]  # the boundary
    assert sorted((key, str(value).strip()) for key, value in ours.items()) == sorted(
        (key, str(value).strip())  # Django folds a long header, which those of the way out must not be
        for key, value in theirs.items()
    )


def test_a_long_subject_in_plain_words_is_folded_between_words() -> None:
    words = Words("Your award for " + "the improvement project " * 8, "Text\n", "<p>Text</p>", {})
    wire = made("Kim", words)
    assert parsed(wire)["Subject"] == words.subject.strip()
    assert b"=?" not in wire.partition(b"\r\n\r\n")[0]
    assert max(map(len, wire.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 120


def test_the_header_of_the_way_out_is_on_one_line_however_long_its_link() -> None:
    assert b"\r\nList-Unsubscribe: <" + WAY.encode() + b">\r\n" in made("Kim")


def test_a_value_that_was_not_given_is_named() -> None:
    skeleton = Skeleton(WORDS, sender=SENDER, headers=HEADERS, boundary=BOUNDARY)
    with pytest.raises(UnknownSecretError, match="name"):
        skeleton.assemble({"way_link": WAY}, Envelope("kim@mail.example", "<1@portal.example>", NOW))


def test_html_without_a_place_that_the_text_has_is_refused() -> None:
    words = Words("Subject", f"Dear {NAME}", "<p>Dear</p>", MARKS)
    with pytest.raises(ValueError, match="no place for name"):
        Skeleton(words, sender=SENDER, headers={}, boundary=BOUNDARY)


@pytest.mark.parametrize(
    "link", ["https://a.example/\r\nBcc: all@mail.example", "https://a.example/\u00eb", "x" * 1000], ids=range(3)
)
def test_a_link_that_would_break_its_header_is_refused(link: str) -> None:
    skeleton = Skeleton(WORDS, sender=SENDER, headers=HEADERS, boundary=BOUNDARY)
    with pytest.raises(HeaderRefusedError):
        skeleton.assemble({"name": "Kim", "way_link": link}, Envelope("kim@mail.example", "<1@portal.example>", NOW))


@pytest.mark.parametrize("name", ["X-Kim\r\nBcc", "X Kim", "", "X:Kim", "X-Kim\n"], ids=range(5))
def test_a_header_without_a_proper_name_is_refused(name: str) -> None:
    with pytest.raises(HeaderRefusedError):
        Skeleton(WORDS, sender=SENDER, headers={name: "x"}, boundary=BOUNDARY)


@pytest.mark.parametrize(
    "address",
    [
        "kim@mail.example>\r\nBcc: <all@mail.example",
        "kim",
        "kim@mail.example, all@mail.example",
        "k\u00efm@mail.example",
    ]
    + ["kim@@mail.example", "", "kim@mail.example\n", "a,b@mail.example", "a@b;c"],
    ids=range(9),
)
def test_an_address_that_is_not_one_plain_address_is_refused(address: str) -> None:
    skeleton = Skeleton(WORDS, sender=SENDER, headers=HEADERS, boundary=BOUNDARY)
    with pytest.raises(HeaderRefusedError):
        skeleton.assemble({"name": "Kim", "way_link": WAY}, Envelope(address, "<1@portal.example>", NOW))


def test_an_identity_with_an_end_of_line_is_refused() -> None:
    skeleton = Skeleton(WORDS, sender=SENDER, headers=HEADERS, boundary=BOUNDARY)
    with pytest.raises(HeaderRefusedError):
        skeleton.assemble({"name": "Kim", "way_link": WAY}, Envelope("kim@mail.example", "<1>\r\nX: y", NOW))
