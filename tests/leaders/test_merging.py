"""Two records become one person and two again: table by table, and with all that was done in between."""

from datetime import date
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from simple_history.models import HistoricalChanges

from geo.choices import Role
from geo.models import IssueArea
from leaders.models import LikelySame, Merge, Person, SiteContact
from leaders.services.merging import handled, merge, undo_merge
from leaders.services.people import change_person
from programmes.choices import Presence
from programmes.models import Attendance, Enrolment, PrintedSheet
from programmes.services.enrolments import leave
from tests.access.world import fingerprint
from tests.factories.geo import LearningSiteFactory
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    AttendanceFactory,
    EnrolmentFactory,
    SessionFactory,
    group,
)
from thai.clock import now

pytestmark = pytest.mark.django_db
# What a merge leaves behind when it was undone: that it was done.
TOLD = {"leaders.Merge", "leaders.MergedRow"}


def rows() -> dict[str, str]:
    return {label: digest for label, digest in fingerprint().items() if label not in TOLD}


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44")


@pytest.fixture
def team():
    return TeamFactory(code="440501")


@pytest.fixture
def two(team):
    """One person twice: on record first, and again with another spelling, a phone and a year."""
    kept = PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา", address="หมู่ 4")
    gone = PersonFactory(
        team=team, given_name="จันดี", family_name="พรมมา", phone="0810000001", birth_year=1966
    )
    return kept, gone


def ticked(team, day: date, **answers) -> list[Attendance]:
    """An activity of one session on that day, with an answer for each enrolment."""
    session = SessionFactory(activity=ActivityFactory(team=team, starts_on=day))
    return [AttendanceFactory(session=session, **answer) for answer in answers["of"]]


def came(enrolment, presence=Presence.PRESENT, hours=None) -> dict:
    return {"enrolment": enrolment, "presence": presence, "hours": hours}


def links_to(*targets: type) -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if not issubclass(model, HistoricalChanges) and "historical" not in model._meta.model_name
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in targets
    }


def test_every_key_to_a_person_or_an_enrolment_has_a_handler():
    assert links_to(Person, Enrolment, Merge) == handled()


class TestFields:
    def test_the_fuller_ones_are_taken_unless_told(self, two, reviewer):
        kept, gone = two
        merge(kept, gone, by=reviewer)
        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.full_name, kept.phone, kept.birth_year) == ("จันทร์ดี พรหมมา", "0810000001", 1966)
        assert (kept.address, gone.merged_into, gone.now) == ("หมู่ 4", kept, kept)

    def test_chosen_ones_are_taken(self, two, reviewer):
        kept, gone = two
        done = merge(kept, gone, by=reviewer, choices={"given_name": "gone", "phone": "kept"})
        kept.refresh_from_db()
        assert (kept.given_name, kept.family_name, kept.phone) == ("จันดี", "พรหมมา", "")
        assert kept.name_key == "จันดีพรหมมา"
        assert done.choices == {"given_name": "gone", "phone": "kept"}

    def test_history_says_who_and_what(self, two, reviewer):
        kept, gone = two
        merge(kept, gone, by=reviewer)
        line = kept.history.latest("history_id")
        assert (line.history_user, line.phone, line.history_type) == (reviewer, "0810000001", "~")
        assert gone.history.latest("history_id").merged_into_id == kept.pk


class TestRosters:
    def test_the_same_days_in_one_team_become_one_enrolment(self, team, two, reviewer):
        kept, gone = two
        mine = EnrolmentFactory(team=team, person=kept, starts_on=date(2018, 3, 1))
        theirs = EnrolmentFactory(team=team, person=gone, starts_on=date(2018, 2, 1))
        ticked(team, date(2018, 2, 10), of=[came(theirs)])
        both = ticked(team, date(2018, 4, 10), of=[came(mine, "absent"), came(theirs, hours=Decimal(2))])
        more = ticked(team, date(2018, 4, 20), of=[came(mine)])
        ticked(team, date(2018, 4, 21), of=[came(mine)])
        merge(kept, gone, by=reviewer)
        (held,) = Enrolment.objects.filter(person=kept)
        assert (held, held.starts_on, held.ends_on) == (mine, date(2018, 2, 1), None)
        assert not Enrolment.objects.filter(person=gone).exists()
        assert Attendance.objects.filter(enrolment=held).count() == 4
        assert Attendance.objects.get(session=both[0].session).presence == Presence.PRESENT
        assert Attendance.objects.get(session=both[0].session).hours == Decimal(2)
        assert Attendance.objects.get(session=more[0].session).hours is None

    def test_where_more_was_attended_says_where_the_person_was(self, team, two, reviewer):
        """The other enrolment, of another group, keeps the days before and after."""
        kept, gone = two
        whole = EnrolmentFactory(team=team, person=kept, group=group("member"), starts_on=date(2018, 1, 1))
        whole.issues.add(IssueArea.objects.first())
        part = EnrolmentFactory(
            team=team, person=gone, group=group("change-leader"), starts_on=date(2018, 3, 1),
            ends_on=date(2018, 6, 30),
        )  # fmt: skip
        for day in (5, 6, 7):
            ticked(team, date(2018, 4, day), of=[came(part)])
        early, middle, late = (
            ticked(team, day, of=[came(whole, "absent")])[0]
            for day in (date(2018, 2, 1), date(2018, 5, 1), date(2018, 9, 1))
        )
        merge(kept, gone, by=reviewer)
        held = list(Enrolment.objects.filter(person=kept).order_by("starts_on"))
        assert [(row.group.key, row.starts_on, row.ends_on) for row in held] == [
            ("member", date(2018, 1, 1), date(2018, 2, 28)),
            ("change-leader", date(2018, 3, 1), date(2018, 6, 30)),
            ("member", date(2018, 7, 1), None),
        ]
        assert held[2].issues.count() == 1
        for tick, row in zip((early, middle, late), held, strict=True):
            tick.refresh_from_db()
            assert tick.enrolment == row

    def test_one_after_the_other_only_change_hands(self, team, two, reviewer):
        kept, gone = two
        EnrolmentFactory(team=team, person=kept, starts_on=date(2018, 1, 1), ends_on=date(2018, 3, 31))
        later = EnrolmentFactory(team=team, person=gone, starts_on=date(2018, 4, 1))
        merge(kept, gone, by=reviewer)
        later.refresh_from_db()
        assert (later.person, later.starts_on) == (kept, date(2018, 4, 1))
        assert Enrolment.objects.filter(person=kept).count() == 2

    def test_a_printed_row_is_the_kept_persons(self, team, two, reviewer):
        kept, gone = two
        mine = EnrolmentFactory(team=team, person=kept)
        theirs = EnrolmentFactory(team=team, person=gone)
        made = {"printed_by": reviewer, "printed_at": now(), "empty_rows": 3}
        activity = ActivityFactory(team=team)
        alone = PrintedSheet.objects.create(activity=activity, rows=[theirs.pk], **made)
        both = PrintedSheet.objects.create(activity=activity, rows=[mine.pk, theirs.pk], **made)
        before = rows()
        done = merge(kept, gone, by=reviewer)
        alone.refresh_from_db()
        both.refresh_from_db()
        assert (alone.rows, both.rows) == ([mine.pk], [mine.pk, theirs.pk])
        undo_merge(done, by=reviewer)
        assert rows() == before


@pytest.mark.parametrize(
    ("one", "two", "both"),
    [
        (("present", None), ("present", Decimal(2)), ("present", None)),
        (("present", Decimal(3)), ("present", Decimal(2)), ("present", Decimal(3))),
        (("absent", None), ("present", Decimal(2)), ("present", Decimal(2))),
        (("absent", None), ("unknown", None), ("absent", None)),
        (("unknown", None), ("unknown", None), ("unknown", None)),
    ],
)
def test_the_stronger_answer(one, two, both):
    from programmes.services.merging.moving import stronger

    assert stronger(one, two) == stronger(two, one) == both


class TestContactsAndPairs:
    def test_contacts_go_along_and_none_is_there_twice(self, two, reviewer):
        kept, gone = two
        site, other = LearningSiteFactory(), LearningSiteFactory()
        for person, place in ((kept, site), (gone, site), (gone, other)):
            SiteContact.objects.create(site=place, person=person)
        merge(kept, gone, by=reviewer)
        assert {contact.site for contact in SiteContact.objects.filter(person=kept)} == {site, other}
        assert not SiteContact.objects.filter(person=gone).exists()

    def test_not_the_same_is_remembered_for_both(self, team, two, reviewer):
        kept, gone = two
        near, far = PersonFactory(team=team), PersonFactory(team=team)
        said = {"found_at": now(), "answered_at": now(), "answered_by": reviewer}
        LikelySame.objects.create(person=gone, other=near, same=False, **said)
        LikelySame.objects.create(person=far, other=gone, same=False, **said)
        LikelySame.objects.create(person=kept, other=far, found_at=now())
        LikelySame.objects.create(person=gone, other=kept, found_at=now())
        merge(kept, gone, by=reviewer)
        assert LikelySame.objects.get(person=kept, other=near).same is False
        assert LikelySame.objects.get(person=kept, other=far).same is False
        assert not LikelySame.objects.waiting().exists()


class TestUndo:
    def busy(self, team, two, reviewer):
        """Everything that a merge touches, in every way it touches it."""
        kept, gone = two
        other = TeamFactory(code="440502")
        mine = EnrolmentFactory(team=team, person=kept, starts_on=date(2018, 1, 1), ends_on=date(2018, 8, 31))
        now_ = EnrolmentFactory(team=other, person=kept, starts_on=date(2018, 9, 1))
        whole = EnrolmentFactory(
            team=team, person=gone, group=group("issue-specialist"), starts_on=date(2017, 12, 1)
        )
        whole.issues.set(IssueArea.objects.all()[:2])
        ticked(team, date(2018, 1, 5), of=[came(mine), came(whole, "absent")])
        ticked(team, date(2018, 2, 5), of=[came(mine), came(whole, hours=Decimal("1.5"))])
        ticked(team, date(2018, 3, 5), of=[came(mine)])
        ticked(team, date(2018, 9, 5), of=[came(now_), came(whole)])
        ticked(team, date(2017, 12, 5), of=[came(whole)])
        site = LearningSiteFactory()
        SiteContact.objects.create(site=site, person=kept)
        SiteContact.objects.create(site=site, person=gone)
        SiteContact.objects.create(site=LearningSiteFactory(), person=gone)
        LikelySame.objects.create(person=gone, other=kept, found_at=now())
        LikelySame.objects.create(person=gone, other=PersonFactory(team=team), found_at=now(), same=False)
        PrintedSheet.objects.create(
            activity=ActivityFactory(team=team), rows=[whole.pk], printed_by=reviewer, printed_at=now(),
            empty_rows=2,
        )  # fmt: skip

    def test_table_by_table(self, team, two, reviewer):
        self.busy(team, two, reviewer)
        before = rows()
        done = merge(*two, by=reviewer)
        touched = {label for label, digest in rows().items() if digest != before[label]}
        assert touched >= {
            "leaders.Person", "leaders.HistoricalPerson", "leaders.SiteContact", "leaders.LikelySame",
            "programmes.Enrolment", "programmes.HistoricalEnrolment", "programmes.Attendance",
        }  # fmt: skip
        undo_merge(done, by=reviewer)
        assert rows() == before
        done.refresh_from_db()
        assert done.undone_by == reviewer

    def test_the_other_way_round_too(self, team, two, reviewer):
        self.busy(team, two, reviewer)
        before = rows()
        undo_merge(merge(*reversed(two), by=reviewer), by=reviewer)
        assert rows() == before

    def test_again_and_again(self, team, two, reviewer):
        self.busy(team, two, reviewer)
        before = rows()
        for _round in range(2):
            undo_merge(merge(*two, by=reviewer), by=reviewer)
        assert rows() == before

    def test_undone_twice_is_undone_once(self, two, reviewer):
        done = merge(*two, by=reviewer)
        undo_merge(done, by=reviewer)
        before = fingerprint()
        undo_merge(done, by=reviewer)
        assert fingerprint() == before

    def test_what_was_changed_since_stays(self, two, reviewer):
        kept, gone = two
        done = merge(kept, gone, by=reviewer)
        kept.refresh_from_db()
        change_person(kept, by=reviewer, position="ประธานกลุ่ม", phone="0820000002")
        undo_merge(done, by=reviewer)
        kept.refresh_from_db()
        gone.refresh_from_db()
        assert (kept.position, kept.phone, kept.birth_year) == ("ประธานกลุ่ม", "0820000002", None)
        assert (gone.phone, gone.merged_into) == ("0810000001", None)
        assert kept.history.latest("history_id").birth_year is None

    def test_ticks_made_since_go_to_whose_day_it_is(self, team, two, reviewer):
        kept, gone = two
        mine = EnrolmentFactory(team=team, person=kept, starts_on=date(2018, 3, 1))
        theirs = EnrolmentFactory(team=team, person=gone, starts_on=date(2018, 1, 1))
        ticked(team, date(2018, 4, 1), of=[came(mine)])
        done = merge(kept, gone, by=reviewer)
        early = ticked(team, date(2018, 2, 1), of=[came(mine)])[0]
        late = ticked(team, date(2018, 5, 1), of=[came(mine)])[0]
        undo_merge(done, by=reviewer)
        early.refresh_from_db()
        late.refresh_from_db()
        assert (early.enrolment, late.enrolment) == (theirs, mine)

    def test_ticks_on_a_piece_made_by_the_merge_are_kept(self, team, two, reviewer):
        kept, gone = two
        part = EnrolmentFactory(
            team=team, person=kept, group=group("change-leader"), starts_on=date(2018, 3, 1),
            ends_on=date(2018, 6, 30),
        )  # fmt: skip
        whole = EnrolmentFactory(team=team, person=gone, starts_on=date(2018, 1, 1))
        ticked(team, date(2018, 4, 1), of=[came(part)])
        done = merge(kept, gone, by=reviewer)
        piece = Enrolment.objects.get(person=kept, ends_on=None)
        late = ticked(team, date(2018, 9, 1), of=[came(piece)])[0]
        leave(piece, last_day=date(2018, 10, 31), by=reviewer)
        undo_merge(done, by=reviewer)
        late.refresh_from_db()
        assert late.enrolment == whole
        assert list(Enrolment.objects.filter(person=kept)) == [part]

    def test_refused_where_the_rosters_would_overlap(self, team, two, reviewer):
        kept, gone = two
        mine = EnrolmentFactory(team=team, person=kept, group=group("change-leader"))
        EnrolmentFactory(team=team, person=gone, starts_on=date(2018, 2, 1), ends_on=date(2018, 4, 30))
        ticked(team, date(2018, 3, 1), of=[came(Enrolment.objects.get(person=gone))])
        done = merge(kept, gone, by=reviewer)
        rest = Enrolment.objects.get(person=kept, ends_on=None)
        leave(rest, last_day=date(2018, 6, 30), by=reviewer)
        EnrolmentFactory(team=team, person=kept, starts_on=date(2018, 2, 1), ends_on=date(2018, 2, 2))
        before = fingerprint()
        with pytest.raises(ValidationError, match="แยกคืนให้ลงตัวไม่ได้"):
            undo_merge(done, by=reviewer)
        assert fingerprint() == before
        assert mine.pk

    def test_the_last_merge_is_undone_first(self, team, two, reviewer):
        kept, gone = two
        third = PersonFactory(team=team)
        before = rows()
        first = merge(kept, gone, by=reviewer)
        second = merge(third, kept, by=reviewer)
        assert gone.__class__.objects.get(pk=gone.pk).now == third
        with pytest.raises(ValidationError, match="แยกคืนรายการนั้นก่อน"):
            undo_merge(first, by=reviewer)
        undo_merge(second, by=reviewer)
        undo_merge(first, by=reviewer)
        assert rows() == before


class TestWho:
    @pytest.mark.parametrize(
        ("role", "code"),
        [(Role.COORDINATOR, "440501"), (Role.REVIEWER, "45"), (Role.EDITOR, "44"), (None, "")],
    )
    def test_others_are_refused(self, user_with, two, reviewer, role, code):
        user = user_with(role, code) if role else user_with()
        with pytest.raises(PermissionDenied):
            merge(*two, by=user)
        done = merge(*two, by=reviewer)
        with pytest.raises(PermissionDenied):
            undo_merge(done, by=user)

    def test_both_must_lie_in_the_area(self, user_with, two):
        elsewhere = PersonFactory(team=TeamFactory(code="450101"))
        with pytest.raises(PermissionDenied):
            merge(two[0], elsewhere, by=user_with(Role.REVIEWER, "44"))
        assert merge(two[0], elsewhere, by=user_with(Role.STAFF, "TH"))

    def test_what_changed_on_the_way_is_looked_at_again(self, two, reviewer):
        kept, gone = two
        seen = (kept.version, gone.version)
        change_person(gone, by=reviewer, position="อสม.")
        with pytest.raises(ValidationError, match="ดูอีกครั้งก่อนรวม"):
            merge(kept, gone, by=reviewer, seen=seen)

    def test_somebody_merged_or_deleted_is_not_merged_again(self, two, reviewer):
        merge(*two, by=reviewer)
        with pytest.raises(ValidationError, match="ถูกรวมหรือลบไปแล้ว"):
            merge(*reversed(two), by=reviewer)
