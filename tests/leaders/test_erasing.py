"""The erased person, planted in every corner: no table, file, session or index tells of them; counts stay."""

import json
import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection
from django.utils.text import slugify

from accounts.backup.erasures import read_ledger, replay_erasures
from accounts.models import AccessLog, User
from cms.services.bin import keep
from cms.services.search import bring_in_step
from geo.choices import Role
from leaders.models import Consent, Erasure, Person
from leaders.services.erasing import Traces, erase
from leaders.services.erasing.sweeping import texts
from leaders.services.merging import merge
from leaders.services.people import change_person
from programmes.choices import Presence
from programmes.intake.services import upload_batch
from programmes.models import Attendance, Enrolment
from tests.factories.cms import ContentPageFactory, DocumentFactory, PictureFactory, StoryPageFactory
from tests.factories.geo import LearningSiteFactory, coordinator_of
from tests.factories.leaders import ConsentFactory, PersonFactory, TeamFactory
from tests.factories.programmes import (
    EnrolmentFactory,
    SubmissionFactory,
    activity_with,
)
from thai.names import name_key

pytestmark = pytest.mark.django_db
GIVEN, FAMILY, PHONE = "พิกุลแก้ว", "กานดาวสี", "0891234567"
OLD_FAMILY = "นามเดิมยาว"
PLANTED = (
    f"คุยกับ น.ส.{GIVEN}  {FAMILY} โทร 089-123-4567 หรือ +66 89 123 4567 (๐๘๙๑๒๓๔๕๖๗) ชื่อเดิม {GIVEN}{OLD_FAMILY}"
)
SLUG = slugify(f"{GIVEN} {FAMILY}", allow_unicode=True)
HITS = (GIVEN, FAMILY, OLD_FAMILY, name_key(GIVEN, FAMILY), PHONE, SLUG, "123-4567", "123 4567", "๑๒๓๔๕๖๗")
# Columns by which what rests on a consent is found.
READ = {"consent_codes", "withheld_file"}
SHEET = f"""ใบลงทะเบียน เวทีพัฒนาทีม
วันที่ ๑๒ มี.ค. ๖๑ ณ ศาลากลางบ้าน ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม
ที่,ชื่อ-สกุล,ที่อยู่,,,กลุ่ม,องค์กร/ตำแหน่ง,โทร.,ลายมือชื่อ
,,ต.,อ.,จ.,,,,วันที่ ๑
1,นางสาว{GIVEN} {FAMILY},ท่าขอนยาง,กันทรวิชัย,มหาสารคาม,สมาชิก,,{PHONE},/
2,นายคำแก้ว ตัวอย่าง,ท่าขอนยาง,กันทรวิชัย,มหาสารคาม,สมาชิก,,0810000002,/
"""


@pytest.fixture
def staff(user_with):
    return user_with(Role.STAFF, "TH")


@pytest.fixture
def team():
    return TeamFactory(code="440501")


@pytest.fixture
def person(team, staff):
    found = PersonFactory(
        team=team, given_name=GIVEN, family_name=OLD_FAMILY, phone=PHONE, prefix="น.ส.", nickname="กานดาวสี",
        birth_year=1970, address="99 หมู่ 4",
    )  # fmt: skip
    return change_person(found, by=staff, family_name=FAMILY)


def rows() -> dict[str, str]:
    """Every table as one text, JSON read, so that no way of writing hides a letter."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = "\n".join(_plain(cell) for row in cursor.fetchall() for cell in row)
    return found


def _plain(cell: object) -> str:
    return re.sub(r"\\+u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), str(cell))


def telling() -> dict[str, set[str]]:
    """Tables that hold a trace, with the traces."""
    return {table: hits for table, text in rows().items() if (hits := {hit for hit in HITS if hit in text})}


def files() -> list[Path]:
    places = {Path(settings.MEDIA_ROOT), Path(settings.STORAGES["private"]["OPTIONS"]["location"])}
    return [path for place in places for path in place.rglob("*") if path.is_file()]


def said(path: Path) -> bytes:
    """What a file says, unpacked if it is packed."""
    if not zipfile.is_zipfile(path):
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def plant_in_every_text() -> set[str]:
    """Put the sentence into the longest texts of one row of each table that has rows; which tables."""
    planted = set()
    quote = connection.ops.quote_name
    for text in texts():
        if text.is_json or text.column in READ or (text.longest or len(PLANTED)) < len(PLANTED):
            continue
        table, column, key = map(quote, (text.model._meta.db_table, text.column, text.model._meta.pk.column))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {key} FROM {table} LIMIT 1")
            if found := cursor.fetchone():
                cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [PLANTED, found[0]])
                planted.add(text.model._meta.label)
    return planted


@pytest.fixture
def left_by_others() -> set[Path]:
    """Files of tests that ran before."""
    return set(files())


@pytest.fixture
def everywhere(left_by_others, person, team, staff):
    """The person on rosters, sheets, phones, pages, in sessions, sign-ins and texts."""
    enrolment = EnrolmentFactory(team=team, person=person, starts_on=date(2018, 2, 1))
    coordinator = coordinator_of("440501")
    activity_with("verified", came=[enrolment], team=team, by=coordinator)
    upload_batch(SHEET.encode(), f"รายชื่อ {GIVEN} {FAMILY}.csv", by=coordinator)
    typed = {"n-0-given_name": GIVEN, "n-0-family_name": FAMILY, "n-0-phone": PHONE, "title": PLANTED}
    SubmissionFactory(
        activity=None,
        team=team,
        account=coordinator,
        body={"format": 1, "fields": list(map(list, typed.items()))},
    )
    named, told, seen = (ConsentFactory(person=person, use=use) for use in ("name", "story", "picture"))
    codes, name = f"{named.code} {told.code}", f"{GIVEN} {FAMILY}"
    quote = {"text": "เราปลูกกันเอง", "role": "", "name": name, "consent": codes}
    page = ContentPageFactory(body=[("quote", quote), ("paragraph", f"<p>{PLANTED}</p>")])
    page.save_revision()
    StoryPageFactory(title=f"เรื่องของ {GIVEN} {FAMILY}", slug=SLUG, consent_codes=told.code)
    PictureFactory(consent_codes=seen.code)
    for binned in (
        StoryPageFactory(title=f"เรื่องเก่าของ {GIVEN} {FAMILY}", slug=f"{SLUG}-2", consent_codes=told.code),
        ContentPageFactory(title="หน้าเก่า", body=[("quote", quote), ("paragraph", f"<p>{PLANTED}</p>")]),
        PictureFactory(title=PLANTED, consent_codes=seen.code),
        DocumentFactory(title=PLANTED),
    ):
        keep(binned, by=staff)
        binned.delete()
    session = SessionStore()
    session["told"] = [f"เพิ่ม {GIVEN} {FAMILY} แล้ว"]
    session.save()
    AccessAttempt.objects.create(username=PHONE, get_data=PLANTED, post_data=PLANTED, failures_since_start=1)
    account = User.objects.create_user(username="somebody", display_name=f"{GIVEN} {FAMILY}", phone=PHONE)
    AccessLog.objects.create(user=account, action="seen", noun="person", number=1, address="/log/")
    LearningSiteFactory(place="440501")
    bring_in_step()
    planted = plant_in_every_text()
    assert {"programmes.Activity", "programmes.HistoricalActivity", "cms.StoryPage", "cms.Binned"} <= planted
    return enrolment


def test_the_corners_are_real(everywhere):
    assert len(telling()) > 25


def test_nothing_tells_of_the_person(
    everywhere, left_by_others, person, staff, django_capture_on_commit_callbacks
):
    before = Attendance.objects.filter(presence=Presence.PRESENT).count()
    with django_capture_on_commit_callbacks(execute=True):
        done = erase(person, by=staff, asked="เจ้าตัวขอ มาที่ตำบล")
    assert telling() == {}
    mine = set(files()) - left_by_others
    assert mine
    assert not [path for path in mine if any(hit.encode() in said(path) for hit in HITS)]
    blank = Person.everything.get(pk=person.pk)
    assert (blank.full_name, blank.team, blank.sex) == ("(ลบข้อมูลแล้ว)", person.team, person.sex)
    assert Attendance.objects.filter(presence=Presence.PRESENT).count() == before
    assert Enrolment.objects.get(pk=everywhere.pk).ends_on is not None
    assert not Consent.everything.exists()
    assert (done.by, done.person_id, bool(done.counts)) == (staff, person.pk, True)
    assert not Person.objects.visible_to(staff).filter(pk=person.pk).exists()


def test_the_sheet_still_reads_but_for_the_row(everywhere, person, staff, django_capture_on_commit_callbacks):
    from geo.models import ImportBatch
    from programmes.intake.files import open_file

    with django_capture_on_commit_callbacks(execute=True):
        erase(person, by=staff)
    batch = ImportBatch.objects.get()
    with batch.file.open("rb") as file:
        (sheet,) = open_file(file.read(), batch.filename).sheets
    assert "นายคำแก้ว ตัวอย่าง" in sheet.rows[5]
    assert not any(sheet.rows[4])


def test_a_merged_record_goes_too_and_the_merge_cannot_be_undone(person, team, staff):
    twin = PersonFactory(team=team, given_name=GIVEN, family_name="อีกนามสกุล", phone="0899999999")
    merge(person, twin, by=staff)
    erase(person, by=staff)
    assert telling() == {}
    assert "อีกนามสกุล" not in "".join(rows().values())
    assert not Person.everything.filter(pk__in=[person.pk, twin.pk], erased_at=None).exists()


class TestOthers:
    """Whoever has the same name or number keeps what is theirs."""

    def test_a_namesake_keeps_name_and_texts_of_other_teams(self, person, team, staff):
        namesake = PersonFactory(team=TeamFactory(code="440502"), given_name=GIVEN, family_name=FAMILY)
        here = activity_with("verified", team=team, by=staff, title=f"เยี่ยม {GIVEN} {FAMILY}")
        there = activity_with("verified", team=namesake.team, by=staff, title=f"เยี่ยม {GIVEN} {FAMILY}")
        done = erase(person, by=staff)
        for row in (namesake, here, there):
            row.refresh_from_db()
        assert (namesake.given_name, namesake.family_name) == (GIVEN, FAMILY)
        assert GIVEN not in here.title
        assert GIVEN in there.title
        assert len(done.left) == 1

    def test_who_shares_the_phone_keeps_it(self, person, team, staff):
        child = PersonFactory(team=team, given_name="ปลื้ม", family_name=FAMILY, phone=PHONE)
        held = activity_with("verified", team=team, by=staff, title=f"โทรหาปลื้ม {PHONE}")
        done = erase(person, by=staff)
        child.refresh_from_db()
        held.refresh_from_db()
        assert (child.phone, child.family_name, PHONE in held.title) == (PHONE, FAMILY, True)
        assert len(done.left) == 1

    def test_words_and_longer_names_that_hold_a_short_name_stay(self, team, staff):
        short = PersonFactory(team=team, given_name="บุญ", family_name="มี")
        PersonFactory(team=team, given_name="บุญ", family_name="มีทรัพย์")
        title = "ผญ.บุญมี ดีพร้อม พาชาวบ้านทำบุญ มีคนมา 20 คน กับนายบุญ มีทรัพย์"
        held = activity_with("verified", team=team, by=staff, title=title)
        told = activity_with("verified", team=team, by=staff, title="พบนายบุญ มี ที่บ้าน")
        erase(short, by=staff)
        for row in (held, told):
            row.refresh_from_db()
        assert held.title == title
        assert told.title == "พบนาย(ลบข้อมูลแล้ว) ที่บ้าน"

    def test_another_persons_note_loses_the_name_and_nothing_else(self, person, team, staff):
        wife = PersonFactory(team=team, given_name="คำแก้ว", position=f"ภรรยา {GIVEN} {FAMILY}")
        erase(person, by=staff)
        wife.refresh_from_db()
        assert (wife.given_name, wife.position) == ("คำแก้ว", "ภรรยา (ลบข้อมูลแล้ว)")

    def test_accounts_that_only_look_alike_are_told_not_closed(self, person, staff):
        namesake = User.objects.create_user(username="other", display_name=f"{GIVEN} {FAMILY}")
        recycled = User.objects.create_user(username="late", display_name="มาลี คนใหม่", phone=PHONE)
        done = erase(person, by=staff)
        for account in (namesake, recycled):
            account.refresh_from_db()
            assert (account.is_active, bool(account.display_name)) == (True, True)
        assert len(done.left) == 1

    def test_the_last_of_national_staff_is_not_erased(self, person, staff, user_with):
        staff.display_name, staff.phone = f"{GIVEN} {FAMILY}", PHONE
        staff.save()
        with pytest.raises(ValidationError):
            erase(person, by=staff)
        other = user_with(is_superuser=True)
        with pytest.raises(ValidationError):
            erase(person, by=other)
        assert Person.objects.get(pk=person.pk).given_name == GIVEN


class TestLate:
    def test_what_was_read_before_does_not_bring_the_person_back(self, person, staff):
        stale = Person.objects.get(pk=person.pk)
        erase(person, by=staff)
        with pytest.raises((ValidationError, PermissionDenied)):
            change_person(stale, by=staff, nickname="แก้ว")
        assert telling() == {}

    def test_the_database_itself_keeps_the_row_blank(self, person, staff):
        erase(person, by=staff)
        with pytest.raises(IntegrityError):
            Person.everything.filter(pk=person.pk).update(given_name=GIVEN)


class TestWho:
    @pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REVIEWER, Role.EDITOR])
    def test_only_national_staff(self, person, user_with, role):
        code = "440501" if role == Role.COORDINATOR else "44" if role == Role.REVIEWER else "TH"
        with pytest.raises(PermissionDenied):
            erase(person, by=user_with(role, code))
        assert Person.objects.get().given_name == GIVEN

    def test_once(self, person, staff):
        erase(person, by=staff)
        with pytest.raises(ValidationError):
            erase(person, by=staff)


class TestRestore:
    def test_the_ledger_names_each_record_and_nobody(self, person, team, staff):
        twin = PersonFactory(team=team)
        merge(person, twin, by=staff)
        known = {row.uid for row in read_ledger()}
        erase(person, by=staff)
        assert {row.uid for row in read_ledger()} - known == {person.uid, twin.uid}

    def test_who_came_back_with_a_backup_is_erased_again(self, person, staff):
        erase(person, by=staff)
        Person.everything.filter(pk=person.pk).update(given_name=GIVEN, family_name=FAMILY, erased_at=None)
        assert replay_erasures() == 1
        assert telling() == {}
        assert replay_erasures() == 0
        assert list(Erasure.objects.values_list("by", flat=True).order_by("pk")) == [staff.pk, None]


class TestTraces:
    traces = Traces(frozenset({(GIVEN, FAMILY)}), frozenset({PHONE}))

    @pytest.mark.parametrize(
        ("told", "left"),
        [
            (f"นาง{GIVEN} {FAMILY}มา", "นาง(ลบข้อมูลแล้ว)มา"),
            (f"{GIVEN}\u200b{FAMILY}", "(ลบข้อมูลแล้ว)"),
            (f"<b>{GIVEN}</b>&nbsp;{FAMILY}", "<b>(ลบข้อมูลแล้ว)"),
            (f"{GIVEN} (แก้ว) {FAMILY}", "(ลบข้อมูลแล้ว)"),
            (f"{FAMILY}, {GIVEN}", "(ลบข้อมูลแล้ว)"),
            (f"พิ\u200bกุลแก้ว {FAMILY}", "(ลบข้อมูลแล้ว)"),
            ("โทร 089 123 4567.", "โทร ."),
            ("โทร 089,123,4567", "โทร "),
            ("โทร +66(0)89-123-4567", "โทร "),
            ("891234567", ""),
            ("งบ 891234567 บาท", "งบ 891234567 บาท"),
            ("เลข 10891234567", "เลข 10891234567"),
            (f"{GIVEN} คนอื่น", f"{GIVEN} คนอื่น"),
        ],
    )
    def test_however_it_is_written(self, told, left):
        assert self.traces.without(told) == left

    def test_json_within_json(self):
        inner = json.dumps([{"value": f"{GIVEN} {FAMILY}"}])
        outer = json.dumps([{"value": "(ลบข้อมูลแล้ว)"}])
        assert self.traces.without_deep({"a": [inner, 5]}) == {"a": [outer, 5]}

    def test_a_name_in_two_boxes(self):
        row = {"given_name": GIVEN, "family_name": FAMILY, "sex": "female", "code": "0891234567"}
        assert self.traces.without_deep(row) == row | {"given_name": "", "family_name": ""}
        assert self.traces.without_deep([GIVEN, FAMILY, "มา"]) == ["(ลบข้อมูลแล้ว)", "(ลบข้อมูลแล้ว)", "มา"]
        alone = {"given_name": GIVEN, "family_name": "อื่น"}
        assert self.traces.without_deep(alone) == alone
