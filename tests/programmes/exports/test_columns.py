"""What the columns say, and that a file which comes out goes in again."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.models import AccessLog
from geo.choices import SiteState, SiteStatus
from leaders.models import SiteContact
from programmes.choices import HeadcountStage
from programmes.intake.files import open_file
from programmes.intake.headers import name_of
from programmes.intake.headings import SIGNIN, SITES
from programmes.intake.kinds import kind_of
from programmes.intake.services import preview
from programmes.intake.signin.reading import LABELS, read_sheet
from programmes.intake.sites.reading import LABELS as SITE_LABELS
from programmes.intake.verdicts import Verdict
from programmes.models import SiteGroup
from tests.factories.geo import LearningSiteFactory, coordinator_of, issue, reviewer_of
from tests.factories.leaders import PartnerFactory, PersonFactory
from tests.factories.programmes import (
    ActivityPartnerFactory,
    EnrolmentFactory,
    HeadcountFactory,
    ReportFactory,
    activity_with,
    group,
    method,
    roster,
)
from thai.amounts import Count, parse_count
from thai.dates import parse_date_range

from .conftest import HOME
from .files import content_of, rows_of, table_of

LANGUAGES = pytest.mark.parametrize("language", ["th", "en"])


def get(client, name: str, kind: str = "csv", language: str = "th", **asked: str):
    client.cookies["django_language"] = language
    with translation.override(language):
        return client.get(reverse(name, args=[kind]), asked)


def only(answer) -> dict[str, str]:
    (row,) = rows_of(answer)
    return row


class TestPeople:
    def test_as_the_sign_in_sheet_has_them(self, client_as, somchai):
        row = only(get(client_as("reviewer"), "review:people_export"))
        expected = {
            "ที่": "1",
            "คำนำหน้า": "ดร.นาย",
            "ชื่อ": "สมชาย",
            "นามสกุล": "ใจดี",
            "ต.": "เชียงยืน",
            "อ.": "เชียงยืน",
            "จ.": "มหาสารคาม",
            "กลุ่ม": "ผู้นำที่มีทักษะเชิงประเด็น",
            "ประเด็น": "สวัสดิการชุมชน",
            "องค์กร/ตำแหน่ง": "'=1+1",
            "โทร.": "081-000-0001",
            "ปีเกิด": "2510",
            "ทีมตำบล": "ทีมตำบลเชียงยืน",
        }
        assert {heading: row[heading] for heading in expected} == expected
        assert list(row)[:11] == list(expected)[:11]

    def test_in_english_for_who_reads_english(self, client_as, somchai):
        row = only(get(client_as("reviewer"), "review:people_export", language="en"))
        assert (row["Given name"], row["Year of birth"], row["Learner group"]) == (
            "สมชาย",
            "1967",
            "issue specialist",
        )

    def test_nothing_known_is_left_blank(self, client_as, team):
        EnrolmentFactory(team=team, person__subdistrict=None)
        row = only(get(client_as("coordinator"), "log:export", "xlsx"))
        assert (row["ปีเกิด"], row["โทร."], row["ต."], row["ประเด็น"]) == ("", "", "", "")

    @LANGUAGES
    def test_the_reader_of_sign_in_sheets_knows_the_headings(self, language):
        with translation.override(language):
            assert {name: name_of(str(text), LABELS) for name, text in SIGNIN.items()} == {
                name: name for name in SIGNIN
            }

    @LANGUAGES
    def test_the_reader_of_lists_of_sites_knows_the_headings(self, language):
        with translation.override(language):
            known = {name: name_of(str(text), SITE_LABELS) for name, text in SITES.items()}
            assert known == {name: name for name in SITES}

    @LANGUAGES
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_roster_with_a_day_added_is_a_sign_in_sheet_of_people_on_record(
        self, client_as, team, somchai, kind, language
    ):
        EnrolmentFactory(team=team, person__given_name="มะลิ", person__family_name="งามตา")
        for key, title, name in (("change-leader", "ผญ.", "บุญมี"), ("issue-specialist", "", "ขวัญ")):
            person = PersonFactory(
                team=team, title=title, prefix="นาง", given_name=name, family_name="ดีพร้อม",
                phone="043000000", position="- รองประธาน",
            )  # fmt: skip
            enrolment = EnrolmentFactory(team=team, person=person, group=group(key))
            if key == "issue-specialist":
                enrolment.issues.add(issue("welfare"), issue("secure-housing"))
        answer = get(client_as("coordinator"), "log:export", kind, language)
        (sheet,) = open_file(content_of(answer), f"roster.{kind}").sheets
        with_day = [["เวทีพัฒนาทีม"], ["วันที่ 12 ก.พ. 2562 ต.เชียงยืน อ.เชียงยืน จ.มหาสารคาม"]]
        head, *rows = sheet.rows
        with_day += [[*head, "วันที่ 1"], *([*row, *[""] * (len(head) - len(row)), "/"] for row in rows)]
        out = io.StringIO()
        csv.writer(out).writerows(with_day)
        with translation.override("th"):
            plan = preview(open_file(out.getvalue().encode(), "day.csv"), {}, by=coordinator_of(HOME))
        assert len(plan.rows) == 4
        for row in plan.rows:
            assert (row.verdict, row.reasons) == (Verdict.NEW, ["อยู่ในรายชื่อแล้ว เพิ่มเฉพาะการเข้าร่วม"])
            assert row.uid

    def test_a_roster_alone_says_that_it_has_no_day(self, client_as, somchai):
        content = content_of(get(client_as("coordinator"), "log:export"))
        (sheet,) = open_file(content, "roster.csv").sheets
        assert len(read_sheet(sheet, 1).entries) == 1
        plan = preview(open_file(content, "roster.csv"), {}, by=coordinator_of(HOME))
        assert not plan.to_write()
        assert "ไม่พบวันที่จัด" in " ".join(map(str, [*plan.problems, *plan.rows[0].reasons]))


class TestActivities:
    @pytest.fixture
    def market(self, team):
        came = roster(team, 3)
        activity = activity_with(
            "verified", team=team, came=came, title="ตลาดนัดชุมชน", starts_on=date(2018, 3, 30),
            ends_on=date(2018, 4, 2), budget_planned=Decimal("15000.50"), place_text="วัดกลาง",
        )  # fmt: skip
        session = activity.sessions.get()
        session.method = method("learning-by-doing")
        session.save()
        session.further_methods.add(method("forum"))
        activity.issues.add(issue("welfare"))
        for name, brought in (("อบต.เชียงยืน", "รถ"), ("มมส.", "")):
            ActivityPartnerFactory(activity=activity, partner=PartnerFactory(name=name), brought=brought)
        HeadcountFactory(activity=activity, number=20, stage=HeadcountStage.PLANNED)
        ReportFactory(activity=activity, outputs="ได้แผน 1 แผน\nได้กติกา", obstacles="=ฝนตก")
        return activity

    @pytest.mark.parametrize(
        ("name", "who"), [("review:activities_export", "reviewer"), ("log:activities_export", "coordinator")]
    )
    def test_as_the_list_of_activities_has_them(self, client_as, market, name, who):
        row = only(get(client_as(who), name, "xlsx", status="verified"))
        expected = {
            "ลำดับ": 1,
            "วันที่จัด": "30 มี.ค.–2 เม.ย. 2561",
            "กิจกรรม": "ตลาดนัดชุมชน",
            "วิธีการ": "ปฏิบัติการจริง, เวที",
            "ประเด็น": "สวัสดิการชุมชน",
            "พื้นที่": "ต.เชียงยืน อ.เชียงยืน จ.มหาสารคาม",
            "เป้า(คน)": 20,
            "จริง(คน)": 3,
            "ภาคีร่วม": "อบต.เชียงยืน (รถ), มมส.",
            "งบ(บาท)": 15000.5,
            "ผลผลิต/ผลลัพธ์": "ได้แผน 1 แผน\nได้กติกา",
            "ปัญหา": "=ฝนตก",
            "สถานะ": "ยืนยันแล้ว",
            "ทีม": "ทีมตำบลเชียงยืน",
        }
        assert {heading: row[heading] for heading in expected} == expected
        assert list(row)[: len(expected)] == list(expected)

    @LANGUAGES
    @pytest.mark.parametrize(
        "days", [(date(2018, 3, 12), date(2018, 3, 12)), (date(2018, 12, 30), date(2019, 1, 2))]
    )
    def test_days_read_back_as_the_same_days(self, client_as, team, days, language):
        activity_with("submitted", team=team, starts_on=days[0], ends_on=days[1])
        row = only(get(client_as("reviewer"), "review:activities_export", language=language))
        written = row["วันที่จัด" if language == "th" else "Dates"]
        assert parse_date_range(written) == days

    def test_people_without_names_are_added_to_who_came_and_an_estimate_stays_one(self, client_as, market):
        HeadcountFactory(activity=market, number=20, women=12, estimated=True)
        row = only(get(client_as("reviewer"), "review:activities_export", "xlsx", status="verified"))
        assert (row["จริง(คน)"], row["คนในรายชื่อที่มา"], row["คนไม่ระบุชื่อ"]) == ("ประมาณ 23", 3, 20)
        assert row["ในนั้นเป็นหญิง"] == 12

    @LANGUAGES
    def test_an_estimate_reads_back_as_one(self, client_as, market, language):
        HeadcountFactory(activity=market, number=20, estimated=True)
        answer = get(client_as("reviewer"), "review:activities_export", language=language, status="verified")
        came = only(answer)["จริง(คน)" if language == "th" else "Came"]
        assert parse_count(came) == Count(23, estimated=True)

    def test_nobody_counted_is_not_zero(self, client_as, team):
        activity_with("submitted", team=team)
        row = only(get(client_as("reviewer"), "review:activities_export", "xlsx"))
        assert (row["เป้า(คน)"], row["จริง(คน)"], row["งบ(บาท)"], row["ปัญหา"]) == ("", "", "", "")


class TestSites:
    @pytest.fixture
    def site(self, team):
        site = LearningSiteFactory(
            name_th="ป่าชุมชน", code="ลร-001", place_text="ม.2", lat=14.3312345, lon=100.28, capacity=50,
            visiting_days="ทุกวันพุธ", state=SiteState.OPEN, issues=[issue("welfare")],
        )  # fmt: skip
        SiteGroup.objects.create(site=site, group=group("member"))
        return site

    @pytest.mark.parametrize(
        ("name", "who"), [("review:sites_export", "reviewer"), ("log:sites_export", "coordinator")]
    )
    def test_whom_to_call_is_told_and_noted(self, client_as, site, somchai, name, who):
        SiteContact.objects.create(site=site, person=somchai)
        SiteContact.objects.create(site=site, phone="0810000003")
        row = only(get(client_as(who), name))
        assert row["ผู้ประสาน"] == "ดร.นายสมชาย ใจดี 081-000-0001, 081-000-0003"
        entry = AccessLog.objects.get()
        assert (entry.action, entry.noun, entry.object_ids) == ("exported", "site contact", [somchai.pk])

    def test_a_number_without_a_name_is_noted_too(self, client_as, site):
        SiteContact.objects.create(site=site, phone="0810000003")
        get(client_as("reviewer"), "review:sites_export")
        assert AccessLog.objects.get().object_ids == []

    def test_the_public_is_told_nobody_to_call(self, client_as, site, somchai):
        SiteContact.objects.create(site=site, person=somchai)
        said = content_of(get(client_as("public"), "public:sites_export")).decode()
        assert "สมชาย" not in said
        assert "081-000-0001" not in said
        assert not AccessLog.objects.exists()

    @pytest.mark.parametrize(
        ("name", "who"), [("review:sites_export", "reviewer"), ("log:sites_export", "coordinator")]
    )
    def test_as_the_list_of_sites_has_them(self, client_as, site, name, who):
        row = only(get(client_as(who), name, "xlsx"))
        expected = {
            "รหัส": "ลร-001",
            "ชื่อแหล่งเรียนรู้": "ป่าชุมชน",
            "ประเด็น": "สวัสดิการชุมชน",
            "ที่ตั้ง": "ม.2 ต.เชียงยืน อ.เชียงยืน จ.มหาสารคาม",
            "พิกัด": "14.3312345, 100.28",
            "วันเปิด": "ทุกวันพุธ",
            "รับได้(คน)": 50,
            "การเข้าเยี่ยม": "เปิดให้เข้าเยี่ยม",
            "เหมาะกับกลุ่มไหน": "สมาชิก",
            "สถานะ": "เผยแพร่แล้ว",
        }
        assert {heading: row[heading] for heading in expected} == expected

    @LANGUAGES
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_what_comes_out_goes_in_again_and_changes_nothing(self, client_as, site, somchai, kind, language):
        SiteContact.objects.create(site=site, person=somchai)
        SiteContact.objects.create(site=site, phone="0810000003")
        LearningSiteFactory(
            name_th="=ตลาด", lat=6.95312, lon=100.28, state=SiteState.CLOSED, status=SiteStatus.PROPOSED
        )
        office = LearningSiteFactory(
            name_th="กองทุน, สวัสดิการ", summary="ออมทีละบาท\nดูแลกัน", status=SiteStatus.DRAFT
        )
        SiteContact.objects.create(site=office, name="กลุ่มออมทรัพย์", phone="043000000")
        content = content_of(get(client_as("reviewer"), "review:sites_export", kind, language))
        with translation.override("th"):
            opened = open_file(content, f"sites.{kind}")
            assert kind_of(opened.sheets).key == "sites"
            plan = preview(opened, {}, by=reviewer_of("44"))
        assert [(row.verdict, row.reasons) for row in plan.rows] == [(Verdict.SAME, [])] * 3

    def test_the_public_gets_what_its_pages_say(self, client_as, site):
        head, row = table_of(get(client_as("public"), "public:sites_export", "xlsx"))
        said = dict(zip(head, row, strict=True))
        assert (said["จังหวัด"], said["รหัสตำบล"], said["ละติจูด"]) == ("มหาสารคาม", HOME, 14.33123)
        assert "สถานะ" not in said
        assert "ลร-001" not in row


class TestFigures:
    def test_the_public_gets_people_rounded_and_small_numbers_in_words(self, client_as, team, far_team):
        activity_with("verified", team=team, came=roster(team, 7))
        activity_with("verified", team=far_team, came=roster(far_team, 3))
        people = {row["จังหวัด"]: row["คนที่ได้เรียนรู้ (ไม่นับซ้ำ)"]
                  for row in rows_of(get(client_as("public"), "public:figures_export"))}  # fmt: skip
        assert people == {"มหาสารคาม": "5", "ร้อยเอ็ด": "ไม่แสดง (น้อยกว่า 5 คน)"}
        exact = rows_of(get(client_as("staff"), "review:figures_export", "xlsx"))
        assert [row["คนที่ได้เรียนรู้ (ไม่นับซ้ำ)"] for row in exact] == [7, 3]
        assert exact[0]["คน-ครั้ง"] == 7
