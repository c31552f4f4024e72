"""The portal's forms: `from kit.govuk_ui import forms`, then `forms.Form`, `forms.TextField(what=…)` and so on."""

from kit.govuk_ui.formats import pence_of as to_pence
from kit.govuk_ui.forms.base import Form, ModelForm
from kit.govuk_ui.forms.choices import (
    CheckboxesField,
    ConsentField,
    ModelCheckboxesField,
    ModelRadiosField,
    ModelSelectField,
    RadiosField,
    SelectField,
    TickField,
    YesNoField,
)
from kit.govuk_ui.forms.dates import DateField, TimeField, limit_date
from kit.govuk_ui.forms.files import FileField
from kit.govuk_ui.forms.formsets import FormSet
from kit.govuk_ui.forms.layout import (
    Button,
    Buttons,
    Field,
    Fieldset,
    Link,
    SecondaryButton,
    WarningButton,
    helper,
)
from kit.govuk_ui.forms.numbers import MoneyField, NumberField, WholeNumberField, from_pence
from kit.govuk_ui.forms.summary import error_links, summary_rows
from kit.govuk_ui.forms.text import (
    EmailField,
    LongTextField,
    PasswordField,
    SearchField,
    TelephoneField,
    TextField,
)
from kit.govuk_ui.forms.versions import VersionedFormMixin, take_version

__all__ = [
    "Button",
    "Buttons",
    "CheckboxesField",
    "ConsentField",
    "DateField",
    "EmailField",
    "Field",
    "Fieldset",
    "FileField",
    "Form",
    "FormSet",
    "Link",
    "LongTextField",
    "ModelCheckboxesField",
    "ModelForm",
    "ModelRadiosField",
    "ModelSelectField",
    "MoneyField",
    "NumberField",
    "PasswordField",
    "RadiosField",
    "SearchField",
    "SecondaryButton",
    "SelectField",
    "TelephoneField",
    "TextField",
    "TickField",
    "TimeField",
    "VersionedFormMixin",
    "WarningButton",
    "WholeNumberField",
    "YesNoField",
    "error_links",
    "from_pence",
    "helper",
    "limit_date",
    "summary_rows",
    "take_version",
    "to_pence",
]
