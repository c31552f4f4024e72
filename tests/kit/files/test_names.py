"""Names of files, made safe."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.files.rules.kinds import Kind
from kit.files.rules.names import clean_name, named_for


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("Minutes 12.03.2027.docx", "Minutes 12.03.2027.docx"),
        ("Cofnodion Tŷ Gŵyn.pdf", "Cofnodion Tŷ Gŵyn.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\plan.pdf", "plan.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\0b\r\n\x1b[31m.txt", "ab[31m.txt"),
        ('a<b>"c|d?e*.txt', "a_b__c_d_e_.txt"),
        ("a \u3000 b\u00a0.txt", "a b .txt"),
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        ("Conference.txt", "Conference.txt"),
        ("...", "file"),
        ("\u200b", "file"),
        ("e\u0301.txt", "é.txt"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
        ("x" * 300, "x" * 120),
    ],
)
def test_a_name_is_cleaned(given_name: str, clean: str) -> None:
    assert clean_name(given_name) == clean


@given(st.text(max_size=200))
def test_no_name_whatever_keeps_a_trick(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= 120
    assert clean == clean_name(clean)
    assert not set(clean) & set('<>:"/\\|?*')
    assert not any(unicodedata.category(each).startswith("C") for each in clean)


@pytest.mark.parametrize(
    ("asked", "kind", "name"),
    [
        ("Paper", Kind.PDF, "Paper.pdf"),
        ("Paper.docx", Kind.PDF, "Paper.docx.pdf"),
        ("Photo.JPEG", Kind.JPEG, "Photo.JPEG"),
        ("pdf", Kind.PDF, "pdf.pdf"),
        ("../x", Kind.TXT, "x.txt"),
    ],
)
def test_a_file_is_given_back_with_the_ending_of_its_kind(asked: str, kind: Kind, name: str) -> None:
    assert named_for(asked, kind) == name
