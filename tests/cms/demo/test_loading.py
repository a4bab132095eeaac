"""The demo is loaded into an empty database only; what it needs must be there."""

import pytest
from django.core.management import CommandError, call_command

from cms.demo import pin
from cms.demo.loading import is_empty, what_is_there
from cms.models import Demo
from leaders.models import Person
from programmes.services.founding import found_programme
from tests.factories.leaders import PersonFactory


def test_it_comes_into_no_database_that_has_somebody(db):
    found_programme()
    PersonFactory()
    assert what_is_there() == {"person": 1, "team": 1}
    with pytest.raises(CommandError, match="person: 1, team: 1"):
        call_command("load_demo")
    call_command("load_demo", if_empty=True)
    assert Person.objects.count() == 1
    assert not Demo.objects.exists()


def test_words_and_places_are_no_hindrance(db):
    found_programme()
    assert is_empty()


def test_the_place_it_speaks_of_must_be_there(db, monkeypatch):
    monkeypatch.setattr("cms.demo.loading.TEAMS", {"99": ("999999",)})
    with pytest.raises(CommandError, match="lacks 99, 999999"):
        call_command("load_demo")
    assert is_empty()


def test_a_database_without_its_table_pins_nothing(db, monkeypatch):
    monkeypatch.setattr(pin, "_table_there", [])
    monkeypatch.setattr(Demo._meta, "db_table", "not_yet_migrated")
    pin.forget()
    assert pin.demo_day() is None
    pin.forget()
