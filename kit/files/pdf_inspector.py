"""Run as a process of its own, `python pdf_inspector.py FILE`, because a PDF can be made to unpack without end:
memory and time are bounded here, and what dies here dies alone. Prints `fine`, or the code of a refusal.

A PDF with a script, a program to start or a file inside is refused, not cleaned: taking these out would break
signatures and change what somebody sent, unseen."""

import re
import resource
import sys

import pikepdf

MEMORY = 1_000_000_000
SECONDS = 20
STRINGS = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9a-fA-F]*>", re.DOTALL)
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|ImportData|SubmitForm|EmbeddedFiles?|RichMedia|XFA)(?![\w#])")


def verdict(path: str) -> str:
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                return "damaged"
            return "active_pdf" if any(_is_active(each) for each in pdf.objects) else "fine"
    except pikepdf.PasswordError:
        return "encrypted"
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, MemoryError):
        return "damaged"


def _is_active(found: pikepdf.Object) -> bool:
    """Names are written out by qpdf in their plain form; texts of people that hold such a name are left aside."""
    dictionary = found.stream_dict if isinstance(found, pikepdf.Stream) else found
    return ACTIVE.search(STRINGS.sub(b"", dictionary.unparse(resolved=True))) is not None


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    print(verdict(sys.argv[1]))
