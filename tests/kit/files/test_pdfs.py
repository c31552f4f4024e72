"""What is looked for in a PDF, and at what cost."""

import resource
from io import BytesIO

import pikepdf
import pytest

from kit.files.errors import Code, UploadRefused
from kit.files.pdf_inspector import MEMORY
from kit.files.pdfs import check_pdf
from tests.corpus.making import action, pdf, unpacking_without_end


def refused_for(content: bytes) -> Code | None:
    try:
        check_pdf(BytesIO(content))
    except UploadRefused as refused:
        return refused.code
    return None


def test_a_text_that_speaks_of_scripts_is_no_script() -> None:
    words = pikepdf.String("how to /Launch (with) /JavaScript and /JS")
    assert refused_for(pdf({"/Note": words})) is None


def test_a_link_to_a_page_of_the_web_is_no_script() -> None:
    assert refused_for(pdf({"/Link": action("URI", URI=pikepdf.String("https://example.org/JS"))})) is None


@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "SubmitForm", "ImportData"])
def test_each_action_that_does_something_is_refused(kind: str) -> None:
    assert refused_for(pdf({"/OpenAction": action(kind)})) == Code.ACTIVE_PDF


def test_a_pdf_that_only_its_owner_may_change_can_be_read_and_is_taken() -> None:
    assert refused_for(pdf(encryption=pikepdf.Encryption(owner="secret", user=""))) is None


@pytest.mark.long
def test_a_pdf_that_unpacks_without_end_is_refused_in_bounded_memory() -> None:
    before = largest_child()  # of this process, whose other tests may have had a larger one
    assert refused_for(unpacking_without_end(10)) == refused_for(unpacking_without_end(1_500)) == Code.DAMAGED
    assert largest_child() < max(MEMORY, before + 1)


def largest_child() -> int:
    """The most memory that any child process that is over has had, in bytes."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
