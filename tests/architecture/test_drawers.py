"""What every room's drawers keep to: docstrings, named constraints, migrations named by hand, short views."""

import ast
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from django.db import models
from django.db.migrations import Migration
from django.test.utils import isolate_apps
from packaging.requirements import Requirement

from tests.architecture.tree import ROOT, code_files, files, functions, our_models, read

A_SCREEN = 50
# What a database refuses is said by a name of at least three words, that a form can answer.
SENTENCE = re.compile(r"[a-z0-9]+(_[a-z0-9]+){2,}")
# Tables in which everything may be: one row a guest or mail of the demonstration, unique by its fields.
WITHOUT_CONSTRAINTS = {"demonstration.Guest", "demonstration.CaughtMail"}
# Below these there are known holes, or what we build on is missing.
LOWEST = {"django": "5.2.17", "weasyprint": "69", "celery": "5.7", "django-allauth": "65", "pillow": "12"}


def undocumented(source: str) -> list[str]:
    """The public functions without a docstring."""
    return [f.name for f in functions(source) if not f.name.startswith("_") and not ast.get_docstring(f)]


def longer_than_a_screen(source: str) -> list[str]:
    return [f.name for f in functions(source) if (f.end_lineno or 0) - f.lineno + 1 > A_SCREEN]


def faults_of(model: type[models.Model]) -> list[str]:
    """What a model lacks."""
    constraints = model._meta.constraints
    faults = [f"{c.name} is no sentence" for c in constraints if not SENTENCE.fullmatch(c.name)]
    if not constraints and model._meta.label not in WITHOUT_CONSTRAINTS:
        faults.append("has no constraint")
    if model._meta.unique_together:
        faults.append("has unique_together, which has no name")
    if (model.__doc__ or "").startswith(f"{model.__name__}("):
        faults.append("has no docstring")
    return [f"{model._meta.label} {fault}" for fault in faults]


def is_named_by_hand(migration: Migration) -> bool:
    """Whether the name is not what Django would have given it."""
    given = migration.name.partition("_")[2]
    made_up = {"initial", Migration.suggest_name(migration)}
    return given not in made_up and not re.search(r"^auto_\d|_and_more$", given)


def migrations() -> list[Migration]:
    """Every migration of our rooms."""
    names = [name for name in files(".py") if "/migrations/0" in name]
    modules = [(Path(name).stem, import_module(name.removesuffix(".py").replace("/", "."))) for name in names]
    return [module.Migration(stem, module.__name__.split(".")[-3]) for stem, module in modules]


def bounds() -> dict[str, Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {requirement.name: requirement for requirement in map(Requirement, project["dependencies"])}


@pytest.mark.parametrize("name", code_files("rules", "selectors", "services"))
def test_public_functions_say_what_they_do(name: str) -> None:
    assert undocumented(read(name)) == []


@pytest.mark.parametrize("name", code_files("views"))
def test_a_view_fits_one_screen(name: str) -> None:
    assert longer_than_a_screen(read(name)) == []


def test_every_model_has_named_constraints_and_a_docstring() -> None:
    assert [fault for model in our_models() for fault in faults_of(model)] == []


def test_every_migration_is_named_by_hand() -> None:
    assert [str(migration) for migration in migrations() if not is_named_by_hand(migration)] == []


@pytest.mark.parametrize(("package", "version"), LOWEST.items())
def test_lower_bounds_keep_known_holes_out(package: str, version: str) -> None:
    (lower,) = [spec for spec in bounds()[package].specifier if spec.operator == ">="]
    assert Requirement(f"x>={version}").specifier.contains(lower.version)


def test_planted_functions_without_words_and_views_without_end_are_seen() -> None:
    source = "class A:\n    def method(self):\n        pass\ndef plain():\n    pass\ndef _own():\n    pass\n"
    assert undocumented(source) == ["method", "plain"]
    assert longer_than_a_screen("def view():\n" + "    pass\n" * A_SCREEN) == ["view"]
    assert longer_than_a_screen("def view():\n" + "    pass\n" * (A_SCREEN - 1)) == []


@isolate_apps("partnerships")
def test_a_planted_poor_model_is_seen() -> None:
    class Poor(models.Model):
        class Meta:
            app_label = "partnerships"
            unique_together = [("id", "id")]
            constraints = [models.UniqueConstraint("id", name="poor_uniq")]

        def __str__(self) -> str:
            return "poor"

    assert faults_of(Poor) == [
        "partnerships.Poor poor_uniq is no sentence",
        "partnerships.Poor has unique_together, which has no name",
        "partnerships.Poor has no docstring",
    ]


@pytest.mark.parametrize("name", ["0001_initial", "0002_auto_20260401_0900", "0003_person_phone_and_more"])
def test_a_planted_machine_name_is_seen(name: str) -> None:
    assert not is_named_by_hand(Migration(name, "partnerships"))
