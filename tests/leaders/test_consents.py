"""Consents are given use by use, in the words that were read, and taken back as easily."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from geo.choices import Role
from leaders.choices import ConsentUse, ConsentWay
from leaders.models import Consent, ConsentWording, Person
from leaders.services.consents import give, withdraw
from leaders.services.erasing import erase
from leaders.services.merging import merge, undo_merge
from tests.access.world import fingerprint
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory
from thai.clock import today
from thai.names import Prefix

pytestmark = pytest.mark.django_db
SPOKEN = ConsentWay.SPOKEN


@pytest.fixture
def coordinator(user_with):
    return user_with(Role.COORDINATOR, "440501")


@pytest.fixture
def person():
    return PersonFactory(team=TeamFactory(code="440501"), birth_year=1970)


def refused(person, by, **values) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as wrong:
        give(person, by=by, **{"uses": ["name"], "way": SPOKEN} | values)
    return wrong.value.message_dict


class TestGiving:
    def test_each_use_keeps_the_words_the_version_the_way_and_the_day(self, person, coordinator):
        name, picture = give(person, by=coordinator, uses=["picture", "name"], way=ConsentWay.SIGNED)
        assert (name.use, picture.use) == (ConsentUse.NAME, ConsentUse.PICTURE)
        assert name.read_text == "ฉันยินยอมให้แสดงชื่อและตำบลของฉันบนเว็บที่ใครก็เปิดดูได้"
        assert (name.wording.version, name.way, name.given_on) == (1, "signed", today())
        assert name.code != picture.code
        assert name.history.get().history_user == coordinator

    def test_the_sentence_is_the_one_of_the_day_in_the_language_of_the_screen(self, person, coordinator):
        ConsentWording.objects.create(
            use="name", version=2, text_th="ฉันยินยอม ฉบับใหม่", text_en="A new one", starts_on=date(2019, 1, 1)
        )
        (old,) = give(person, by=coordinator, uses=["name"], way=SPOKEN, given_on=date(2018, 12, 31))
        withdraw(old, by=coordinator)
        with translation.override("en"):
            (new,) = give(person, by=coordinator, uses=["name"], way=SPOKEN, given_on=date(2019, 1, 1))
        assert (old.wording.version, new.wording.version, new.read_text) == (1, 2, "A new one")

    def test_what_stands_is_not_given_twice_but_passing_on_is_asked_for_each_occasion(
        self, person, coordinator
    ):
        for purpose in ("งานบ้านโคก", "งานบ้านโคก", "งานบ้านนา"):
            give(person, by=coordinator, uses=["name", "pass_on"], way=SPOKEN, purpose=purpose)
        told = Consent.objects.filter(person=person).values_list("use", "purpose")
        assert sorted(told) == [("name", ""), ("pass_on", "งานบ้านนา"), ("pass_on", "งานบ้านโคก")]

    def test_messages_stand_beside_the_fields(self, person, coordinator):
        assert refused(person, coordinator, uses=[])["uses"]
        assert refused(person, coordinator, uses=["pass_on"])["purpose"]
        assert refused(person, coordinator, given_on=today() + timedelta(days=1))["given_on"]

    @pytest.mark.parametrize(
        ("values", "asked"),
        [
            ({"birth_year": None, "prefix": "นาย"}, False),
            ({"birth_year": None, "prefix": Prefix.BOY}, True),
            ({"birth_year": 1999}, False),
            ({"birth_year": 2000}, True),
        ],
    )
    def test_minors_need_a_guardian(self, coordinator, values, asked):
        person = PersonFactory(team=TeamFactory(code="440501"), **values)
        day = date(2019, 2, 20)
        if asked:
            assert refused(person, coordinator, given_on=day)["guardian"]
        (given,) = give(
            person, by=coordinator, uses=["name"], way=SPOKEN, given_on=day,
            guardian="แม่ นางดวงใจ นาดี" if asked else "",
        )  # fmt: skip
        assert bool(given.guardian) is asked

    @pytest.mark.parametrize("gone", ["erased", "merged", "deleted"])
    def test_whoever_is_no_longer_on_record_agrees_to_nothing(self, person, coordinator, user_with, gone):
        stale = Person.objects.get(pk=person.pk)
        if gone == "erased":
            erase(person, by=user_with(Role.STAFF, "TH"))
        elif gone == "merged":
            merge(PersonFactory(team=person.team), person, by=user_with(Role.REVIEWER, "44"))
        else:
            person.put_into_bin(coordinator)
        with pytest.raises(ValidationError):
            give(stale, by=coordinator, uses=["name"], way=SPOKEN)

    def test_only_where_one_works(self, person, user_with):
        for stranger in (user_with(Role.COORDINATOR, "440502"), user_with(Role.EDITOR, "TH"), user_with()):
            with pytest.raises(PermissionDenied):
                give(person, by=stranger, uses=["name"], way=SPOKEN)
        assert not Consent.objects.exists()


class TestWithdrawing:
    def test_who_when_and_how_stay_on_record(self, person, coordinator):
        (given,) = give(person, by=coordinator, uses=["name"], way=ConsentWay.SIGNED)
        ended = withdraw(given, by=coordinator, way=SPOKEN)
        assert ended.withdrawn_at
        assert (ended.stands, ended.withdrawn_by, ended.withdrawn_way) == (False, coordinator, "spoken")
        assert not Consent.objects.standing().filter(person=person).exists()
        again = withdraw(given, by=coordinator)
        assert again.version == ended.version

    def test_other_uses_stand(self, person, coordinator):
        name, picture = give(person, by=coordinator, uses=["name", "picture"], way=SPOKEN)
        withdraw(name, by=coordinator)
        assert list(Consent.objects.standing()) == [picture]

    def test_a_stranger_may_not(self, person, coordinator, user_with):
        (given,) = give(person, by=coordinator, uses=["name"], way=SPOKEN)
        with pytest.raises(PermissionDenied):
            withdraw(given, by=user_with(Role.REVIEWER, "45"))


class TestMerging:
    @pytest.fixture
    def reviewer(self, user_with):
        return user_with(Role.REVIEWER, "44")

    @pytest.fixture
    def two(self, person):
        return person, PersonFactory(team=person.team)

    def test_consents_of_both_are_kept_and_come_apart_again(self, two, reviewer):
        kept, gone = two
        ConsentFactory(person=kept, use="name")
        ConsentFactory(person=gone, use="name")
        ConsentFactory(person=gone, use="story")
        before = fingerprint()["leaders.Consent"]
        done = merge(kept, gone, by=reviewer)
        assert sorted(Consent.objects.standing().filter(person=kept).values_list("use", flat=True)) == [
            "name",
            "name",
            "story",
        ]
        undo_merge(done, by=reviewer)
        assert fingerprint()["leaders.Consent"] == before

    def test_the_last_word_of_either_record_counts(self, two, reviewer):
        kept, gone = two
        early = ConsentFactory(person=kept, given_on=date(2018, 3, 1))
        withdraw(ConsentFactory(person=gone, given_on=date(2018, 2, 1)), by=reviewer)
        done = merge(kept, gone, by=reviewer)
        early.refresh_from_db()
        assert early.withdrawn_at
        undo_merge(done, by=reviewer)
        early.refresh_from_db()
        assert early.stands

    def test_what_was_given_after_a_withdrawal_stands(self, two, reviewer):
        kept, gone = two
        withdraw(ConsentFactory(person=gone), by=reviewer)
        late = ConsentFactory(person=kept, given_on=today() + timedelta(days=1))
        merge(kept, gone, by=reviewer)
        late.refresh_from_db()
        assert late.stands
