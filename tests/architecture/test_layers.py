"""Links between models point down, like imports; which imports may be is import-linter's contract."""

import tomllib

import pytest
from django.apps import apps

from tests.architecture.sources import APPS, ROOT

RANK = {label: number for number, label in enumerate(APPS)}
OUR_MODELS = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in RANK]


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_links_point_down(model):
    rank = RANK[model._meta.app_label]
    for field in model._meta.get_fields(include_parents=False, include_hidden=True):
        if field.auto_created or not field.is_relation or field.related_model is None:
            continue
        target = field.related_model._meta.app_label
        assert RANK.get(target, len(RANK)) >= rank, f"{field} points up to {field.related_model._meta.label}"


def test_every_app_is_in_the_order():
    from django.conf import settings

    ours = [name for name in settings.INSTALLED_APPS if (ROOT / name.split(".")[0]).is_dir()]
    assert sorted(ours) == sorted(APPS)


def test_the_import_contract_names_the_same_order():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "apps")
    assert layers == ["config", *APPS]
