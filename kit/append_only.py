"""Tables whose rows are added and never changed or removed: the database refuses, whoever asks."""

import pgtrigger


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers for a model's `Meta.triggers` that refuse UPDATE, DELETE and TRUNCATE; `name` is the noun of a row."""
    return [
        pgtrigger.Protect(name=f"{name}_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_is_not_truncated",
            when=pgtrigger.Before,
            level=pgtrigger.Statement,
            operation=pgtrigger.Truncate,
            func="RAISE EXCEPTION 'pgtrigger: Cannot truncate rows from % table', TG_TABLE_NAME;",
        ),
    ]
