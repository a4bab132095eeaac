"""Who may be on record twice: noted once, weighed anew, asked of those who know, looked for elsewhere."""

from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

from geo.choices import Role
from leaders.models import LikelySame
from leaders.services.likeness import (
    MOST_ELSEWHERE,
    answer_likeness,
    elsewhere,
    find_duplicates,
    note_elsewhere,
    note_imported,
)
from leaders.services.merging import merge
from tests.factories.leaders import PersonFactory, TeamFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return TeamFactory(code="440501")


@pytest.fixture
def twice(team):
    return (
        PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา", birth_year=1966),
        PersonFactory(team=team, given_name="จันดี", family_name="พรมมา", birth_year=1966),
    )


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44")


def find(*arguments: str) -> str:
    told = StringIO()
    call_command("find_duplicates", *arguments, stdout=told)
    return told.getvalue()


class TestCommand:
    def test_notes_pairs_of_an_area_once(self, twice):
        assert "ใหม่ 1 คู่" in find("--area", "44")
        pair = LikelySame.objects.get()
        assert (pair.person, pair.other) == (twice[1], twice[0])
        assert (pair.verdict, pair.reasons) == ("same", ["sound", "year", "team"])
        assert "ใหม่ 0 คู่" in find("--area", "4405")
        assert "ใหม่ 0 คู่" in find()

    def test_not_of_another_area(self, twice):
        assert "ใหม่ 0 คู่" in find("--area", "45")
        with pytest.raises(CommandError, match="ไม่มีพื้นที่รหัส"):
            find("--area", "nowhere")

    def test_across_provinces_the_full_name_with_a_phone_or_a_year(self, team):
        other = TeamFactory(code="500101")
        told = {"มะลิ": {"phone": "0810000001"}, "กล้า": {"birth_year": 1960}, "สายฝน": {}}
        for given_name, more in told.items():
            for place in (team, other):
                PersonFactory(team=place, given_name=given_name, family_name="งามตา", **more)
        assert "ข้ามจังหวัด: เทียบ 6 คน พบใหม่ 2 คู่" in find()
        assert [pair.verdict for pair in LikelySame.objects.order_by("-score")] == ["same", "ask"]

    def test_an_answer_stays_and_an_open_question_is_weighed_anew(self, twice, reviewer):
        find("--area", "44")
        pair = LikelySame.objects.get()
        twice[1].birth_year = None
        twice[1].save()
        find("--area", "44")
        pair.refresh_from_db()
        assert (pair.verdict, pair.reasons) == ("ask", ["sound", "team"])
        answer_likeness(pair, same=False, by=reviewer)
        twice[1].phone = twice[0].phone = "0810000001"
        twice[0].save()
        twice[1].save()
        assert "ใหม่ 0 คู่" in find("--area", "44")
        pair.refresh_from_db()
        assert (pair.same, pair.verdict) == (False, "ask")
        assert not LikelySame.objects.waiting().exists()

    def test_the_merged_and_the_deleted_are_not_looked_at(self, twice, reviewer):
        merge(*twice, by=reviewer)
        assert "ใหม่ 0 คู่" in find("--area", "44")

    def test_the_number_of_queries_does_not_grow_with_people(self, team, django_assert_max_num_queries):
        for _number in range(6):
            PersonFactory(team=team)
        with django_assert_max_num_queries(8):
            list(find_duplicates(team.subdistrict.province))


def test_a_sheets_people_are_noted_except_whom_the_sheet_asked_about(team, twice, reviewer):
    from geo.models import ImportBatch
    from thai.clock import now

    batch = ImportBatch.objects.create(
        kind="signin", filename="a.csv", digest="0", uploaded_by=reviewer, uploaded_at=now()
    )
    beside = TeamFactory(code="440502")
    asked = PersonFactory(team=team, given_name="จันทรดี", family_name="พรหมมา", import_batch=batch)
    fresh = PersonFactory(
        team=beside, given_name="จันดี", family_name="พรหมมา", import_batch=batch, phone="0810000001"
    )
    note_imported(batch)
    pairs = {frozenset((pair.person, pair.other)) for pair in LikelySame.objects.all()}
    # Of the same place the sheet asked; of the one beside it nobody did, nor about two of its own rows.
    assert frozenset((asked, twice[0])) not in pairs
    assert frozenset((asked, fresh)) in pairs


class TestElsewhere:
    @pytest.fixture
    def mine(self, team):
        return PersonFactory(
            team=team, given_name="มะลิ", family_name="งามตา", phone="0810000001", birth_year=1966
        )

    def away(self, **fields):
        told = {"given_name": "มะลิ", "family_name": "งามตา"} | fields
        return PersonFactory(team=TeamFactory(code="450101"), **told)

    @pytest.mark.parametrize(
        ("told", "found"),
        [
            ({"phone": "0810000001"}, True),
            ({"birth_year": 1966}, True),
            ({}, False),
            ({"birth_year": 1967}, False),
            ({"given_name": "มะลิวัลย์", "phone": "0810000001"}, False),
        ],
    )
    def test_the_full_name_and_a_phone_or_a_year(self, mine, reviewer, told, found):
        other = self.away(**told)
        assert elsewhere(mine, by=reviewer) == ([other] if found else [])

    def test_not_in_the_own_area_and_never_many(self, mine, team, reviewer, user_with):
        PersonFactory(team=team, given_name="มะลิ", family_name="งามตา", birth_year=1966)
        team_away = TeamFactory(code="450101")
        for _number in range(MOST_ELSEWHERE + 2):
            PersonFactory(team=team_away, given_name="มะลิ", family_name="งามตา", birth_year=1966)
        assert len(elsewhere(mine, by=reviewer)) == MOST_ELSEWHERE
        assert elsewhere(mine, by=user_with(Role.STAFF, "TH")) == []

    def test_told_it_waits_for_who_works_for_both(self, mine, reviewer, user_with):
        other = self.away(phone="0810000001")
        pair = note_elsewhere(mine, other, by=reviewer)
        assert note_elsewhere(mine, other, by=reviewer) == pair
        waiting = LikelySame.objects.waiting()
        assert not waiting.reviewable_by(reviewer).exists()
        assert list(waiting.reviewable_by(user_with(Role.STAFF, "TH"))) == [pair]
        with pytest.raises(PermissionDenied):
            note_elsewhere(mine, PersonFactory(team=other.team), by=reviewer)
        with pytest.raises(PermissionDenied):
            note_elsewhere(mine, other, by=user_with(Role.REVIEWER, "46"))
