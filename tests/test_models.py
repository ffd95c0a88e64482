"""Rules that hold for every model of ours."""

from pathlib import Path

from django.apps import apps
from django.db.models import Model

OURS = ("organisation", "people", "notices", "aims", "steps", "library", "feedback", "dashboards")
# One row each, held by a constraint.
SINGLE = {"organisation.Organisation", "aims.Vision", "feedback.FeedbackChoices"}


def models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model._meta.app_label in OURS]


def unique_fields(model: type[Model]) -> set[str]:
    return {"pk"} | {field.name for field in model._meta.concrete_fields if field.unique}


def ordering_of(model: type[Model]) -> set[str]:
    return {str(name).lstrip("-") for name in model._meta.ordering or ()}


def test_rows_of_every_model_come_in_one_order_only() -> None:
    """Rows that tie come in whatever order the database likes, and PostgreSQL likes to change."""
    loose = {
        model._meta.label: ordering_of(model)
        for model in models()
        if model._meta.label not in SINGLE and not ordering_of(model) & unique_fields(model)
    }
    assert loose == {}


def test_every_model_says_what_it_is_called() -> None:
    unnamed = {
        model._meta.label
        for model in models()
        if not hasattr(model, "history_object") and "verbose_name" not in model._meta.original_attrs
    }
    assert unnamed == set()


def test_every_migration_is_named_by_hand() -> None:
    names = {
        path.stem
        for app in apps.get_app_configs()
        if app.label in OURS
        for path in Path(app.path).glob("migrations/0*.py")
    }
    assert {name for name in names if "_auto_" in name or "_alter_" in name} == set()
