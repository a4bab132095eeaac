"""The bin: what may be deleted, who sees it there, what comes back and what does not, and when it is gone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessLog
from geo.choices import SiteStatus
from geo.models import ImportBatch, ImportedRow, LearningSite
from leaders.models import Person, SiteContact
from leaders.services import merging
from leaders.services.contacts import ContactInput, add_contacts
from programmes.choices import Deletable, EvidenceKind
from programmes.models import Activity, Attendance, Enrolment, Evidence, Session, Submission
from programmes.services.activities import SessionInput, discard_draft, restore_draft, save_sessions
from programmes.services.bin import DAYS, deleted, empty_bin
from programmes.services.deleting import delete_person, delete_site
from programmes.services.enrolments import enrol
from programmes.services.evidence import add_evidence, remove_evidence
from programmes.status import old_bin
from tests.factories.geo import LearningSiteFactory, coordinator_of, reviewer_of
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    AttendanceFactory,
    SubmissionFactory,
    activity_with,
    group,
    roster,
    the_programme,
)  # fmt: skip
from tests.programmes.log.pictures import picture, upload
from thai.clock import now, today

pytestmark = pytest.mark.django_db
HERE, SIBLING = "440501", "440503"


@pytest.fixture
def team():
    return TeamFactory(code=HERE)


@pytest.fixture
def owner():
    return coordinator_of(HERE, display_name="ผู้ลบ")


@pytest.fixture
def reviewer():
    return reviewer_of(HERE[:2])


@pytest.fixture
def draft(team, owner):
    """A draft of two parts at which two came, with a photo."""
    made = activity_with("draft", by=owner, team=team, title="ร่างผิด", came=roster(team, 2))
    first = made.sessions.get()
    save_sessions(made, [_as_input(first), SessionInput(date=first.date)], by=owner)
    add_evidence(made, upload(picture()), EvidenceKind.PHOTO, by=owner)
    return made


@pytest.fixture
def site(owner, team):
    """A proposed site with a contact."""
    made = LearningSiteFactory(place=HERE, status=SiteStatus.PROPOSED, code="ลร-1")
    add_contacts([ContactInput(site=made, name="กลุ่มออมทรัพย์")], by=owner)
    return made


def _as_input(session):
    return SessionInput(date=session.date, uid=session.uid, method=session.method, hours=session.hours)


def one_of_each(draft, site, owner):
    """Delete a person, a part, a photo and a site; and a whole log beside them."""
    person = roster(draft.team, 1)[0].person
    delete_person(person, by=owner)
    first, second = draft.sessions.order_by("pk")
    save_sessions(draft, [_as_input(second)], by=owner)
    remove_evidence(draft.evidence.get(), by=owner)
    delete_site(site, by=owner)
    other = activity_with("draft", by=owner, team=draft.team)
    discard_draft(other, by=owner)
    return {
        Deletable.ACTIVITY: other, Deletable.SESSION: first, Deletable.PERSON: person, Deletable.SITE: site,
        Deletable.EVIDENCE: Evidence.everything.get(),
    }  # fmt: skip


def let_pass(days, *models):
    """As if the rows in the bin had been deleted so many days ago."""
    for model in models:
        for row in model.everything.deleted():
            model.everything.filter(pk=row.pk).update(deleted_at=row.deleted_at - timedelta(days=days))


class TestThePage:
    def test_each_comes_back_where_it_was(self, client_of, draft, site, owner):
        things = one_of_each(draft, site, owner)
        client = client_of(owner)
        page = client.get("/log/bin/").text
        assert page.count("โดย ผู้ลบ") == len(Deletable)
        assert page.count("เหลืออีก") == len(Deletable)
        assert AccessLog.objects.latest("pk").object_ids == [things[Deletable.PERSON].pk]
        for noun, row in things.items():
            assert client.post(reverse("log:bin_restore", args=[noun, row.uid])).url == "/log/bin/"
            row = type(row).objects.get(pk=row.pk)
            assert (row.deleted_at, row.changed_by) == (None, owner)
        assert draft.sessions.count() == 2
        assert Attendance.objects.filter(session__activity=draft).count() == 2
        assert Enrolment.objects.filter(person=things[Deletable.PERSON]).exists()
        assert SiteContact.objects.filter(site=site).exists()
        lines = Person.history.filter(id=things[Deletable.PERSON].pk).order_by("history_id")
        told = [(line.deleted_at is None, line.history_user) for line in lines]
        assert told[1:] == [(False, owner), (True, owner)], "who deleted and who took back stays on record"

    def test_only_who_may_take_back_sees_it(self, client_of, draft, site, owner, reviewer):
        things = one_of_each(draft, site, owner)

        def seen(user, desk):
            return [noun for noun in Deletable if deleted(noun, user, desk=desk).exists()]

        assert seen(coordinator_of(HERE), desk=False) == list(Deletable)
        assert seen(reviewer, desk=True) == list(Deletable)
        assert seen(coordinator_of(SIBLING), desk=False) == seen(reviewer_of("45"), desk=True) == []
        assert seen(owner, desk=True) == [], "who reviews nothing"
        stranger = client_of(coordinator_of(SIBLING))
        for noun, row in things.items():
            assert stranger.post(reverse("log:bin_restore", args=[noun, row.uid])).status_code == 404
        assert client_of(reviewer).get("/review/bin/", {"noun": "person"}).text.count("กู้คืน</") == 0
        let_pass(DAYS + 1, Activity)
        assert Deletable.ACTIVITY not in seen(owner, desk=False)

    def test_more_rows_ask_no_more_queries(self, client_of, team, owner):
        """One for each noun, whatever lies there."""
        client, counts = client_of(owner), []
        for _round in range(2):
            for _number in range(2):
                discard_draft(activity_with("draft", by=owner, team=team), by=owner)
                delete_person(roster(team, 1)[0].person, by=owner)
            client.get("/log/bin/")
            with CaptureQueriesContext(connection) as queries:
                client.get("/log/bin/")
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 11

    def test_what_stands_in_the_way_is_told(self, client_of, draft, site, owner):
        person = draft.sessions.first().attendances.first().enrolment.person
        discard_draft(draft, by=owner)
        delete_person(person, by=owner)
        with pytest.raises(ValidationError, match="กู้คืนคนก่อน"):
            restore_draft(Activity.everything.get(pk=draft.pk), by=owner)
        delete_site(site, by=owner)
        LearningSiteFactory(place=HERE, code="ลร-1")
        answer = client_of(owner).post(reverse("log:bin_restore", args=["site", site.uid]), follow=True)
        assert "รหัสนี้มีแหล่งเรียนรู้อื่นใช้แล้ว" in answer.text
        assert not LearningSite.objects.filter(pk=site.pk).exists()


class TestWhatMayBeDeleted:
    def test_whoever_came_stays_and_it_says_what_to_do(self, client_of, draft, owner):
        person = draft.sessions.first().attendances.first().enrolment.person
        answer = client_of(owner).post(f"/log/people/{person.uid}/", {"action": "delete"}, follow=True)
        assert "ลบไม่ได้ มีชื่อในกิจกรรม 1 รายการแล้ว ให้ออกจากรายชื่อแทน" in answer.text
        assert Person.objects.filter(pk=person.pk).exists()

    def test_unknown_is_no_attendance(self, draft, owner):
        row = roster(draft.team, 1)[0]
        AttendanceFactory(session=draft.sessions.first(), enrolment=row, presence="unknown")
        delete_person(row.person, by=owner)
        assert not Attendance.objects.filter(enrolment=row).exists()
        where = {"team": draft.team, "programme": the_programme(), "group": group()}
        with pytest.raises(ValidationError, match="ถูกลบไปแล้ว"):
            enrol(row.person, by=owner, starts_on=today(), **where)

    def test_who_is_more_than_a_name_stays(self, team, owner, reviewer, site):
        kept, gone = PersonFactory(team=team), PersonFactory(team=team)
        merging.merge(kept, gone, by=reviewer)
        contact = PersonFactory(team=team)
        add_contacts([ContactInput(site=site, person=contact)], by=owner)
        erased = PersonFactory(team=team, given_name="", family_name="", erased_at=now())
        for person in (kept, gone, contact, erased):
            with pytest.raises(ValidationError, match=r"ลบไม่ได้|ลบข้อมูลคนนี้ไปแล้ว"):
                delete_person(person, by=owner)

    def test_neighbours_delete_nothing(self, team, site):
        stranger = coordinator_of(SIBLING)
        with pytest.raises(PermissionDenied):
            delete_person(PersonFactory(team=team), by=stranger)
        with pytest.raises(PermissionDenied):
            delete_site(site, by=stranger)

    def test_a_site_that_is_public_or_in_use_stays(self, client_of, team, site, owner, reviewer):
        public = LearningSiteFactory(place=HERE)
        answer = client_of(reviewer).post(f"/review/sites/{public.uid}/", {"action": "delete"}, follow=True)
        assert "เผยแพร่แล้ว ลบไม่ได้" in answer.text
        activity_with("draft", by=owner, team=team, site=site)
        answer = client_of(owner).post(f"/log/sites/{site.uid}/", {"action": "delete"}, follow=True)
        assert "มีกิจกรรมจัดที่นี่ 1 รายการ" in answer.text


class TestEmptying:
    def test_after_thirty_days_all_of_it_is_gone_with_files_and_history(
        self, draft, site, owner, capsys, django_capture_on_commit_callbacks
    ):
        things = one_of_each(draft, site, owner)
        discard_draft(draft, by=owner)
        sent = SubmissionFactory(activity=draft, account=owner, outcome="applied")
        batch = ImportBatch.objects.create(kind="x", filename="x", uploaded_by=owner, uploaded_at=now())
        person = things[Deletable.PERSON]
        ImportedRow.objects.create(batch=batch, label="leaders.person", object_id=person.pk, version=1)
        path = things[Deletable.EVIDENCE].file.name
        assert not list(old_bin())
        assert not empty_bin(), "nothing before its time"
        let_pass(DAYS + 1, Activity, Session, Evidence, Person, Enrolment, LearningSite, SiteContact)
        assert [finding.about for finding in old_bin()] == ["old_bin"]
        call_command("empty_bin", "--dry-run")
        told = capsys.readouterr().out
        assert "programmes.Activity: 2 would be removed" in told
        with django_capture_on_commit_callbacks(execute=True):
            empty_bin()
        for row in (*things.values(), draft, sent):
            model = type(row)
            assert not getattr(model, "everything", model.objects).filter(pk=row.pk).exists()
            if hasattr(model, "history"):
                assert not model.history.filter(id=row.pk).exists()
        assert not Enrolment.everything.filter(person=person.pk).exists()
        assert not ImportedRow.objects.exists()
        assert not Attendance.everything.exists()
        assert not storages["private"].exists(path)
        assert Person.objects.count() == 2, "who came to the draft is on the roster as before"

    def test_what_something_else_needs_stays_whole(self, draft, owner, reviewer, team):
        SubmissionFactory(activity=draft, account=owner, outcome="conflict")
        discard_draft(draft, by=owner)
        came = roster(team, 1)[0]
        delete_person(came.person, by=owner)
        AttendanceFactory(session=activity_with("verified", team=team).sessions.get(), enrolment=came)
        merged = PersonFactory(team=team), PersonFactory(team=team)
        merging.merge(*merged, by=reviewer)
        Person.everything.filter(pk=merged[1].pk).update(deleted_at=now())
        let_pass(DAYS + 1, Activity, Person, Enrolment)
        assert not empty_bin()
        assert Session.everything.filter(activity=draft).count() == 2
        assert Submission.objects.get().activity_id == draft.pk
