"""The page of consents: on the phone and at the desk, with messages beside the fields."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import Role
from leaders.models import Consent
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
GIVE = {"action": "give", "way": "signed", "given_on_0": "1", "given_on_1": "2", "given_on_2": "2562"}


@pytest.fixture
def person():
    return PersonFactory(team=TeamFactory(code="440501"), birth_year=1970)


@pytest.fixture
def phone(client_of, user_with):
    return client_of(user_with(Role.COORDINATOR, "440501"))


def page(person, side="log"):
    return reverse(f"{side}:consents", args=[person.uid])


def test_no_box_is_ticked_and_what_was_ticked_is_kept(phone, person):
    first = phone.get(page(person))
    assert first.text.count('name="uses"') == 5
    assert "checked" not in first.text
    assert "ไม่ยินยอมก็ร่วมกิจกรรมได้เหมือนเดิม" in first.text
    phone.post(page(person), GIVE | {"uses": ["name", "story"]})
    assert set(Consent.objects.values_list("use", "way")) == {("name", "signed"), ("story", "signed")}
    again = phone.get(page(person))
    assert again.text.count('name="uses"') == 3
    assert {told.consent.use for told in again.context["standing"]} == {"name", "story"}
    assert AccessLog.objects.filter(object_ids=[person.pk]).count() == 2


@pytest.mark.parametrize("wrong", [{}, {"uses": ["pass_on"]}, {"uses": ["name"], "way": ""}, {"uses": ["x"]}])
def test_what_is_wrong_is_told_and_nothing_is_kept(phone, person, wrong):
    answer = phone.post(page(person), GIVE | wrong)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Consent.objects.exists()


def test_a_minor_is_asked_for_a_guardian(phone, person):
    person.birth_year = 2005
    person.save()
    answer = phone.post(page(person), GIVE | {"uses": ["name"]})
    assert list(answer.context["form"].errors) == ["guardian"]
    phone.post(page(person), GIVE | {"uses": ["name"], "guardian": "แม่ นางดวงใจ นาดี"})
    assert Consent.objects.get().guardian == "แม่ นางดวงใจ นาดี"


def test_it_is_taken_back_with_one_press_on_either_side(phone, person, client_of, user_with):
    one, other = ConsentFactory(person=person, use="name"), ConsentFactory(person=person, use="story")
    phone.post(page(person), {"action": str(one.uid)})
    client_of(user_with(Role.REVIEWER, "44")).post(page(person, "review"), {"action": str(other.uid)})
    assert not Consent.objects.standing().exists()
    assert phone.get(page(person)).text.count("ถอนเมื่อ") == 2


def test_nobody_takes_back_what_is_somebody_elses(phone, person):
    foreign = ConsentFactory(person=PersonFactory(team=TeamFactory(code="440502")))
    assert phone.post(page(person), {"action": str(foreign.uid)}).status_code == 302
    assert phone.post(page(foreign.person), {"action": str(foreign.uid)}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.stands


def test_as_many_queries_for_one_as_for_three(phone, person, django_assert_num_queries):
    ConsentFactory(person=person, use="name")
    phone.get(page(person))
    with CaptureQueriesContext(connection) as one:
        phone.get(page(person))
    for use in ("story", "contact"):
        ConsentFactory(person=person, use=use)
    with django_assert_num_queries(len(one)):
        phone.get(page(person))
