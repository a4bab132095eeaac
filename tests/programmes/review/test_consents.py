"""The page of consents: on the phone and at the desk, with messages beside the fields."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import Role
from leaders.models import Consent, ConsentWording
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db
GIVE = {"action": "give", "way": "signed", "given_on_0": "1", "given_on_1": "2", "given_on_2": "2562"}


@pytest.fixture
def person():
    return PersonFactory(team=TeamFactory(code="440501"), birth_year=1970)


@pytest.fixture
def phone(client_of, user_with):
    return client_of(user_with(Role.COORDINATOR, "440501"))


@pytest.fixture(autouse=True)
def _first_sentences(monkeypatch):
    """What the page showed is sent along."""
    shown = ConsentWording.objects.filter(version=1).values_list("pk", flat=True)
    monkeypatch.setitem(GIVE, "read", list(shown))


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


def on(day, month, year):
    return {"given_on_0": str(day), "given_on_1": str(month), "given_on_2": str(year)}


def test_the_day_decides_who_was_a_minor(phone, person, settings):
    settings.KHABUAN_TODAY = "2021-02-20"
    person.birth_year = 1999
    person.save()
    assert "ผู้ปกครองที่ยินยอมด้วย" not in phone.get(page(person)).text
    back_then = GIVE | on(10, 1, 2561) | {"uses": ["name"]}
    answer = phone.post(page(person), back_then)
    assert list(answer.context["form"].errors) == ["guardian"]
    assert "ผู้ปกครองที่ยินยอมด้วย" in answer.text
    phone.post(page(person), back_then | {"guardian": "แม่ นางดวงใจ นาดี"})
    assert Consent.objects.get().guardian


def test_before_the_first_sentence_nobody_agreed(phone, person):
    answer = phone.post(page(person), GIVE | on(10, 1, 2560) | {"uses": ["name"]})
    assert list(answer.context["form"].errors) == ["given_on"]


class TestTheSentenceThatWasRead:
    @pytest.fixture
    def second(self):
        return ConsentWording.objects.create(
            use="name", version=2, text_th="ฉันยินยอม ฉบับใหม่", starts_on=date(2019, 2, 1)
        )

    def test_is_kept_though_another_came_meanwhile(self, phone, person, second):
        phone.post(page(person), GIVE | {"uses": ["name"]})
        assert Consent.objects.get().wording.version == 1

    def test_is_shown_once_more_when_the_day_had_another(self, phone, person, second):
        read = [second.pk]
        answer = phone.post(page(person), GIVE | on(31, 1, 2562) | {"uses": ["name"], "read": read})
        assert list(answer.context["form"].errors) == ["uses"]
        assert "ฉบับใหม่" not in answer.text
        read = [wording.pk for wording in answer.context["form"].wordings]
        phone.post(page(person), GIVE | on(31, 1, 2562) | {"uses": ["name"], "read": read})
        assert Consent.objects.get().wording.version == 1

    @pytest.mark.parametrize("read", [[], ["x"], ["picture"]])
    def test_must_be_of_that_use(self, phone, person, read):
        read = (
            ConsentWording.objects.filter(use="picture").values_list("pk", flat=True)
            if "picture" in read
            else read
        )
        answer = phone.post(page(person), GIVE | {"uses": ["name"], "read": list(read)})
        assert list(answer.context["form"].errors) == ["uses"]


@pytest.mark.parametrize(("use", "out"), [("name", True), ("contact", False), ("story", False)])
def test_a_withdrawal_says_what_is_true(phone, person, use, out):
    given = ConsentFactory(person=person, use=use)
    answer = phone.post(page(person), {"action": str(given.uid)}, follow=True)
    assert ("ออกจากเว็บแล้ว" in answer.text) is out


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
