"""The demo is a believable slice that keeps every rule of the work."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db.models import F, Q

from accounts.models import User
from cms.demo.ledger import spans
from cms.demo.letter_texts import LETTERS
from cms.models import Contact, Demo, LetterPage, Material, OpenHousePage, StoryPage
from geo.choices import Level, SiteStatus
from geo.models import Area, LearningSite
from geo.shapes import km_outside, province_outlines
from leaders.choices import TeamStatus
from leaders.models import Person, Team
from programmes.choices import ActivityStatus, Presence
from programmes.figures import directions, headline, programme_so_far
from programmes.models import (
    Activity,
    ActivityReport,
    Attendance,
    Enrolment,
    Evidence,
    Headcount,
    Programme,
    Series,
    Session,
    StatusChange,
)
from programmes.services.completeness import missing_before_submission
from programmes.services.planning import following_of
from thai.clock import BANGKOK

TODAY = date(2019, 2, 20)
HELD = ["draft", "submitted", "verified", "returned"]
pytestmark = pytest.mark.usefixtures("demo_here", "db")


def test_it_is_as_large_as_promised():
    provinces = Area.objects.level(Level.PROVINCE).filter(pk__in=Team.objects.values("subdistrict__province"))
    assert provinces.count() >= 12
    assert len({province.region_id for province in provinces}) == 5
    assert Team.objects.approved().count() >= 60
    assert Person.objects.count() >= 1500
    assert Activity.objects.count() >= 600
    assert set(Activity.objects.values_list("status", flat=True)) == set(ActivityStatus.values)
    assert LearningSite.objects.count() >= 60
    assert {site.status for site in LearningSite.objects.all()} == set(SiteStatus.values)
    for language in ("th", "en"):
        in_language = {"locale__language_code": language}
        assert OpenHousePage.objects.live().filter(**in_language).count() == 6
        assert OpenHousePage.objects.past(TODAY).filter(**in_language).count() == 2
        assert StoryPage.objects.live().filter(**in_language).count() >= 6


def test_every_group_is_there_in_its_share():
    groups = Counter(Enrolment.objects.on(TODAY).values_list("group__key", flat=True))
    share = {key: number / groups.total() for key, number in groups.items()}
    assert 0.06 < share["change-leader"] < 0.15
    assert 0.10 < share["issue-specialist"] < 0.22
    assert 0.65 < share["member"] < 0.82
    assert Enrolment.objects.exclude(ends_on=None).count() > 20


def test_fourteen_months_lie_behind_and_twenty_two_ahead():
    verified = Activity.objects.verified().order_by("starts_on")
    assert verified.first().starts_on < date(2018, 2, 1)
    planned = Activity.objects.filter(status=ActivityStatus.PLANNED).order_by("starts_on")
    assert planned.first().starts_on > TODAY
    assert planned.last().starts_on >= date(2020, 10, 1)
    assert not Activity.objects.filter(status__in=HELD, ends_on__gte=TODAY).exists()
    assert max(StatusChange.objects.values_list("at", flat=True)).astimezone(BANGKOK).date() < TODAY


def test_a_team_of_the_coordinator_has_planned_a_series(client_of):
    coordinator = User.objects.get(username="coordinator")
    client = client_of(coordinator)
    series = Series.objects.get()
    meetings = series.activities.order_by("starts_on")
    days = list(meetings.values_list("starts_on", flat=True))
    assert len(days) == 6
    assert {two - one for one, two in pairwise(days)} == {timedelta(days=14)}
    assert {meeting.created_by for meeting in meetings} == {coordinator}
    assert following_of(meetings[0]) == list(meetings[1:])
    assert "ทุก 2 สัปดาห์" in client.get(f"/log/activities/{meetings[0].uid}/").content.decode()
    for month in ("2019-02", "2019-03"):
        assert meetings[0].title in client.get("/log/calendar/", {"month": month}).content.decode()


def test_what_waits_is_what_the_walks_count_on():
    reviewer, coordinator = (User.objects.get(username=name) for name in ("reviewer", "coordinator"))
    assert Activity.objects.reviewable_by(reviewer).waiting().count() == 12
    mine = Counter(Activity.objects.visible_to(coordinator).values_list("status", flat=True))
    assert (mine["submitted"], mine["returned"], mine["draft"]) == (6, 2, 2)
    assert Team.objects.worked_by(coordinator).count() == 3
    # The sign-in sheet that comes with the project tells of these days.
    days = ("2018-03-11", "2018-03-13")
    assert not Activity.objects.filter(area__code="440404", starts_on__range=days).exists()
    assert Team.objects.get(subdistrict__code="440404").formed_on < date(2018, 3, 12)


def test_whoever_wrote_a_log_never_verified_it():
    authors = dict.fromkeys(Activity.authors.through.objects.values_list("activity_id", "user_id"))
    verdicts = StatusChange.objects.filter(to_status__in=["verified", "returned"])
    assert not [step for step in verdicts if (step.activity_id, step.by_id) in authors]
    assert Activity.objects.filter(authors=None).count() == 0
    assert all(step.reason for step in StatusChange.objects.filter(to_status="returned"))


def test_every_life_is_told_in_order():
    lives: dict[int, list[StatusChange]] = {}
    for step in StatusChange.objects.order_by("activity", "at", "pk"):
        lives.setdefault(step.activity_id, []).append(step)
    for activity in Activity.objects.all():
        steps = lives[activity.pk]
        assert steps[0].from_status == ""
        assert steps[-1].to_status == activity.status
        assert all(one.to_status == two.from_status and one.at < two.at for one, two in pairwise(steps))
        assert activity.created_at == steps[0].at
        assert (activity.status == "verified") == (activity.verified_at == steps[-1].at)


def test_sessions_and_attendances_keep_the_rules():
    outside = Session.objects.exclude(date__gte=F("activity__starts_on"), date__lte=F("activity__ends_on"))
    assert not outside.exists()
    assert not Activity.objects.filter(sessions=None).exists()
    valid = Q(enrolment__starts_on__lte=F("session__date")) & (
        Q(enrolment__ends_on=None) | Q(enrolment__ends_on__gte=F("session__date"))
    )
    assert not Attendance.objects.exclude(valid).exists()
    assert not Attendance.objects.filter(hours__gte=F("session__hours")).exists()
    assert set(Attendance.objects.values_list("presence", flat=True)) == set(Presence.values)
    assert not Attendance.objects.exclude(session__activity__status__in=HELD).exists()
    assert not Headcount.objects.filter(women__gt=F("number")).exists()


def test_enrolments_of_a_person_do_not_overlap():
    rows: dict[int, list[Enrolment]] = {}
    for row in Enrolment.objects.order_by("person", "starts_on"):
        rows.setdefault(row.person_id, []).append(row)
    for mine in rows.values():
        assert all(one.ends_on < two.starts_on for one, two in pairwise(mine))
    assert not Enrolment.objects.filter(starts_on__lt=F("team__formed_on")).exists()


def test_logs_that_were_sent_lack_nothing():
    for activity in Activity.objects.waiting():
        assert not missing_before_submission(activity), activity.title


def test_rows_are_such_as_a_form_would_take():
    for model in (Team, LearningSite):
        for row in model.objects.all():
            row.full_clean()
    for row in Person.objects.order_by("pk")[::40]:
        row.full_clean(exclude=["name_key"])
    for row in Activity.objects.order_by("pk")[::25]:
        row.full_clean()


def test_sites_lie_inside_their_provinces():
    assert province_outlines()
    sites = LearningSite.objects.with_place()
    assert sites.filter(lat=None).count() == 3
    assert [site.name_th for site in sites.mapped() if km_outside(site.subdistrict, site.lat, site.lon)] == []


def test_names_and_phones_are_nobodys():
    persons = list(Person.objects.all())
    assert len({(person.given_name, person.family_name) for person in persons}) == len(persons)
    phones = [person.phone for person in persons if person.phone]
    assert len(set(phones)) == len(phones)
    assert all(re.fullmatch(r"081000\d{4}", phone) for phone in phones)
    assert not Person.objects.filter(phone__in=[f"081000000{n}" for n in range(10)]).exists()
    for contact in Contact.objects.all():
        contact.full_clean()
        assert all(re.fullmatch(r"\d{2,3}-000-\d{3,4}", read) for _dialled, read in contact.calls)
    pages = " ".join(page.contact for page in OpenHousePage.objects.all())
    assert set(re.findall(r"\d{3}-\d{3}", pages)) == {"081-000"}


def test_figures_are_plausible():
    period = programme_so_far(Programme.objects.current(TODAY), TODAY)
    found = headline(None, period)
    assert found.teams == Team.objects.filter(status=TeamStatus.APPROVED).count()
    assert 1300 <= found.people <= 1700
    assert found.attendances > 4 * found.people
    assert 380 <= found.activities <= 560
    percents = [
        measure.percent
        for direction in directions(None, period)
        for measure in direction.measures
        if measure.percent is not None
    ]
    assert len(percents) >= 5
    assert all(5 < percent < 99 for percent in percents)


def test_reports_read_like_a_neighbour_wrote_them():
    texts = [
        text
        for report in ActivityReport.objects.all()
        for text in (report.outputs, report.outcomes, report.impacts, report.lessons, report.obstacles)
        if text
    ]
    assert len({re.sub(r"\d+", "", line) for text in texts for line in text.splitlines()}) > 150
    told = "\n".join([*texts, *Activity.objects.values_list("title", flat=True)])
    told += "\n".join(site.summary for site in LearningSite.objects.all())
    pages = [*StoryPage.objects.all(), *LetterPage.objects.all()]
    told += "\n".join(page.lead + page.body.render_as_block() for page in pages)
    assert not re.search(r"ครับ|ค่ะ|กรุณา|ดำเนินการ|{|}|lorem", told)
    assert max(Counter(Activity.objects.values_list("title", flat=True)).values()) < 30


def test_materials_are_real_files_that_a_phone_can_take():
    out = [material for material in Material.objects.all() if material.document]
    assert len(out) >= 10
    for material in out:
        content = material.document.file.read()
        assert content.startswith((b"%PDF", b"\x89PNG"))
        assert 20_000 < len(content) < 200_000
        assert material.size == len(content)
    assert {material.extension for material in out} == {"PDF", "PNG"}


def test_evidence_can_be_opened():
    assert Evidence.objects.count() > 30
    row = Evidence.objects.first()
    assert len(row.file.read()) == row.size


def test_pages_open(client):
    for page in [*OpenHousePage.objects.all(), *StoryPage.objects.all(), *LetterPage.objects.all()]:
        response = client.get(page.url)
        assert response.status_code == 200
        assert page.title in response.content.decode()


def test_letters_are_told_alike_in_both_languages():
    assert LetterPage.objects.live().count() == 2 * len(LETTERS) == 6
    for told in LETTERS:
        page = LetterPage.objects.get(slug=told.slug, locale__language_code="th")
        english = LetterPage.objects.get(slug=told.slug, locale__language_code="en")
        assert english.translation_key == page.translation_key
        assert (english.title, english.signer) == (told.english.title, told.english.signer)
        page.clean()
        english.clean()
        assert told.signed_on <= told.letter_date < TODAY
        assert page.reads == sum(number for _day, number in told.readings)
        assert all(told.letter_date <= day < TODAY for day, _number in told.readings)
        kinds = [[kind for kind, _value in words.body] for words in (told.thai, told.english)]
        lines = [
            [len(value) for kind, value in words.body if kind in {"list", "quote"}]
            for words in (told.thai, told.english)
        ]
        assert kinds[0] == kinds[1]
        assert lines[0] == lines[1]
        assert not re.search("[ก-๙]", str(told.english))
        assert "ตัวอย่าง" in told.thai.signer


def test_some_provinces_have_no_contact_and_ask_their_region():
    with_team = set(Team.objects.approved().values_list("subdistrict__province__code", flat=True))
    own = set(Contact.objects.values_list("area__code", flat=True))
    assert with_team & own
    assert with_team - own
    assert {"TH", "N", "NE", "CW", "BE", "S"} <= own


def test_the_mark_knows_the_day():
    mark = Demo.objects.get()
    assert mark.day == TODAY
    assert TODAY.weekday() == 2
    assert mark.rows["leaders.Person"] == spans(
        list(Person.objects.order_by("pk").values_list("pk", flat=True))
    )
