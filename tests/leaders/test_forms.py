"""What the form about a person takes and how it answers."""

import pytest
from django.utils import translation

from leaders.forms import PersonDetailForm, PersonForm
from leaders.models import Person


def cleaned(**data) -> dict[str, object]:
    form = PersonForm({"given_name": "มาลี"} | data)
    assert form.is_valid(), form.errors
    return form.values()


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("มาลี", ("", "", "มาลี", "")),
        ("มาลี ทองสุก", ("", "", "มาลี", "ทองสุก")),
        ("นางมาลี ทองสุก", ("นาง", "", "มาลี", "ทองสุก")),
        ("น.ส. มาลี ณ อยุธยา", ("นางสาว", "", "มาลี", "ณ อยุธยา")),
        ("ผญ.มาลี ทองสุก", ("", "ผญ.", "มาลี", "ทองสุก")),
    ],
)
def test_a_whole_name_is_taken_apart(written, values) -> None:
    found = cleaned(given_name=written)
    assert tuple(found.get(name, "") for name in ("prefix", "title", "given_name", "family_name")) == values


def test_what_stands_in_its_own_box_wins() -> None:
    found = cleaned(given_name="นางมาลี ทองสุก", family_name="ทองดี", prefix="นางสาว")
    assert (found["prefix"], found["family_name"]) == ("นางสาว", "ทองดี")


@pytest.mark.parametrize(
    ("prefix", "said", "sex"),
    [("นาย", "", "male"), ("นางสาว", "unknown", "female"), ("", "", "unknown"), ("นาย", "other", "other")],
)
def test_the_prefix_says_the_sex_unless_it_is_said(prefix, said, sex) -> None:
    assert cleaned(prefix=prefix, sex=said)["sex"] == sex


@pytest.mark.parametrize(
    ("written", "year"), [("2510", 1967), ("๒๕๑๐", 1967), ("1967", 1967), ("", None), ("2562", 2019)]
)
def test_years_of_birth_are_buddhist_or_christian(written, year) -> None:
    assert cleaned(birth_year=written)["birth_year"] == year


@pytest.mark.parametrize("written", ["10", "2400", "2563", "3000", "ปีมะโรง"])
def test_a_year_nobody_was_born_in_is_asked_again(written) -> None:
    form = PersonForm({"given_name": "มาลี", "birth_year": written})
    assert "birth_year" in form.errors


def test_years_are_shown_as_the_language_writes_them() -> None:
    person = Person(given_name="มาลี", birth_year=1967, phone="0810000001")
    with translation.override("th"):
        shown = str(PersonDetailForm.of(person))
        assert 'value="2510"' in shown
        assert 'value="081-000-0001"' in shown
    with translation.override("en"):
        assert 'value="1967"' in str(PersonDetailForm.of(person))


def test_a_prefix_from_elsewhere_stays_a_choice() -> None:
    form = PersonDetailForm.of(Person(given_name="John", prefix="Mr"))
    assert ("Mr", "Mr") in form.fields["prefix"].choices


@pytest.mark.parametrize(
    "written", ["1234567890123", "1-2345-67890-12-3", "๑๒๓๔๕๖๗๘๙๐๑๒๓", "เลข 1 2345 67890 12 3"]
)
def test_a_national_id_is_never_taken(written) -> None:
    form = PersonDetailForm({"given_name": "มาลี", "position": written})
    assert form.errors["position"] == ["ไม่ต้องใช้เลขบัตรประชาชน ลบออกก่อน"]
