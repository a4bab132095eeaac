"""Whom to call about a learning site, and who sees it."""

import pytest
from django.db import IntegrityError, transaction

from geo.choices import Role
from leaders.models import SiteContact
from tests.factories.geo import LearningSiteFactory
from tests.factories.leaders import PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return LearningSiteFactory(place="440501")


def test_a_contact_is_a_person_a_name_or_a_number(site) -> None:
    person = PersonFactory(team=TeamFactory(code="440501"), given_name="มาลี", phone="0810000001")
    by_person = SiteContact.objects.create(site=site, person=person)
    bare = SiteContact.objects.create(site=site, phone="0810000003")
    office = SiteContact.objects.create(site=site, name="กลุ่มออมทรัพย์", phone="043000000")
    assert [by_person.called, bare.called, office.called] == [person.formal_name, "", "กลุ่มออมทรัพย์"]
    assert [by_person.number, bare.number, office.number] == ["0810000001", "0810000003", "043000000"]
    assert str(bare) == "0810000003"


@pytest.mark.parametrize(
    "said", [{}, {"person": True, "phone": "0810000001"}, {"person": True, "name": "มาลี"}]
)
def test_a_contact_is_somebody_and_keeps_nothing_twice(site, said) -> None:
    if "person" in said:
        said = {**said, "person": PersonFactory()}
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteContact.objects.create(site=site, **said)


def test_a_person_is_a_contact_of_a_site_once(site) -> None:
    person = PersonFactory()
    SiteContact.objects.create(site=site, person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteContact.objects.create(site=site, person=person)
    SiteContact.objects.create(site=LearningSiteFactory(), person=person)


def test_contacts_are_seen_by_those_who_work_there(site, user_with) -> None:
    contact = SiteContact.objects.create(site=site, phone="0810000003")
    sees = {
        Role.COORDINATOR: ["440501"],
        Role.REVIEWER: ["44"],
        Role.STAFF: ["TH"],
    }
    for role, codes in sees.items():
        assert list(SiteContact.objects.visible_to(user_with(role, *codes))) == [contact]
    for role, code in [(Role.COORDINATOR, "440502"), (Role.REVIEWER, "45"), (Role.EDITOR, "TH")]:
        assert not SiteContact.objects.visible_to(user_with(role, code)).exists()
    assert not SiteContact.objects.visible_to(user_with()).exists()
