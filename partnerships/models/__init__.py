"""Programmes, partnerships and people in them: one noun a file."""

from partnerships.models.contact import ConsentWording, Contact
from partnerships.models.file_import import FileImport, ImportRow
from partnerships.models.invitation import Invitation
from partnerships.models.key_date import KeyDate
from partnerships.models.partnership import AccountableBody, Partnership
from partnerships.models.programme import Programme
from partnerships.models.role import Role
from partnerships.models.terms import Rate, Terms

__all__ = [
    "AccountableBody",
    "ConsentWording",
    "Contact",
    "FileImport",
    "ImportRow",
    "Invitation",
    "KeyDate",
    "Partnership",
    "Programme",
    "Rate",
    "Role",
    "Terms",
]
