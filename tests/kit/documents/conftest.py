"""The sample document, made once a run."""

import pytest

from kit.documents.rendering import Rendered, render
from kit.documents.structure import Facts, describe
from tests.kit.documents.samples import NAMED, page_texts, sample_html


@pytest.fixture(scope="session")
def report() -> Rendered:
    """A report with cover, contents, figure, lists and a table of 60 rows over three pages."""
    return render(sample_html(60), **NAMED)


@pytest.fixture(scope="session")
def facts(report: Rendered) -> Facts:
    return describe(report.pdf)


@pytest.fixture(scope="session")
def texts(report: Rendered) -> list[str]:
    """The text of each page, as a reader would copy it."""
    return page_texts(report.pdf)
