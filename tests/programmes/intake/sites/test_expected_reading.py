"""The sample list, row by row."""

import json

import pytest
from django.core.management import call_command

from geo.choices import SiteState, SiteStatus
from geo.models import ImportedRow, LearningSite
from leaders.models import Person, SiteContact
from programmes.intake.files import open_file
from programmes.intake.services import answer_batch, confirm_batch, plan_of, upload_batch
from tests.programmes.intake.conftest import DATA

from .conftest import planned, sample

pytestmark = pytest.mark.django_db

TAO_LAO, KHUAN_MAO, BANG_CHAO_CHA = "141303", "920901", "150414"


@pytest.fixture(params=["csv", "xlsx"])
def content(request):
    """The sheet as CSV and as XLSX: they say the same."""
    return sample(request.param)


def test_csv_and_xlsx_are_one_content():
    digests = {open_file(sample(suffix), f"c.{suffix}").digest for suffix in ("csv", "xlsx")}
    assert len(digests) == 1


def test_every_row_is_read(content, staff):
    plan = planned(content, staff)
    assert (plan.kind, [row.row for row in plan.rows]) == ("sites", [2, 3, 4, 5])
    assert [row.verdict for row in plan.rows] == ["new", "new", "new", "question"]
    first, second, third, _again = plan.rows
    assert first.values == {
        "code": "ลร-001",
        "name_th": "ศูนย์เรียนรู้สวัสดิการ ต.เต่าเล่า",
        "name_en": "",
        "issues": ["welfare"],
        "subdistrict": TAO_LAO,
        "place_text": "หมู่ 2",
        "lat": 14.33,
        "lon": 100.28,
        "contact": {"name": "นางสมใจ", "phone": None},
        "visiting_days": "ทุกวันพุธ",
        "state": SiteState.OPEN,
        "capacity": 50,
        "summary": "",
    }
    assert first.facts == ["14.33, 100.28", "เปิดให้เข้าเยี่ยม", "รับได้ 50 คน"]
    assert (second.values["subdistrict"], second.values["place_text"]) == (KHUAN_MAO, "")
    assert (second.values["lat"], second.values["lon"]) == (7.96, 99.66)
    assert second.values["contact"] == {"name": None, "phone": "0810000003"}
    assert (second.values["state"], second.values["capacity"]) == (SiteState.BY_APPOINTMENT, 40)
    assert second.values["issues"] == ["sufficiency-housing"]
    assert any("สลับ" in reason for reason in second.reasons)
    assert any("30-40" in reason for reason in second.reasons)
    assert third.values["subdistrict"] == BANG_CHAO_CHA
    assert (third.values["lat"], third.values["lon"]) == (14.580112, 100.393593)
    assert (third.values["state"], third.values["contact"]) == (SiteState.CLOSED, None)
    assert third.values["issues"] == ["economy-capital"]


def test_the_repeated_code_is_asked_about(content, staff):
    row = planned(content, staff).rows[3]
    (question,) = row.questions
    assert question.text == "รหัส ลร-001 ซ้ำกับแถว 2 เป็นแห่งเดียวกันไหม"
    assert [choice.value for choice in question.choices] == ["same", "new"]
    assert row.reasons[0] == question.text


def test_the_same_site_is_put_together_and_differences_are_named(content, staff):
    plan = planned(content, staff, {"1:5:twin": "same"})
    first, again = plan.rows[0], plan.rows[3]
    assert (first.verdict, again.verdict) == ("new", "same")
    assert first.values["lat"] == 14.33
    assert again.values["subdistrict"] == TAO_LAO
    assert (again.values["lat"], again.values["lon"]) == (14.333333, 100.283333)
    said = " ".join(again.reasons)
    assert "ศูนย์สวัสดิการเต่าเล่า" in said
    assert "14.333333, 100.283333" in said
    assert "นับรวมกับแถว 2" in said


def test_another_site_loses_the_code_and_is_asked_for_its_place(content, staff):
    row = planned(content, staff, {"1:5:twin": "new"}).rows[3]
    assert row.values["code"] is None
    (question,) = [asked for asked in row.questions if asked.is_open]
    assert "อยุธยา" in question.text
    answered = planned(content, staff, {"1:5:twin": "new", question.key: TAO_LAO}).rows[3]
    assert answered.verdict == "new"
    assert (answered.values["subdistrict"], answered.values["lat"]) == (TAO_LAO, 14.333333)


def test_writing_and_sending_again(content, staff):
    batch = upload_batch(content, "c.csv", by=staff)
    assert confirm_batch(batch, by=staff).number == 3
    first = LearningSite.objects.get(code="ลร-001")
    assert first.status == SiteStatus.PROPOSED
    assert first.import_batch == batch
    assert [issue.key for issue in first.issues.all()] == ["welfare"]
    assert first.history.get().history_user == staff
    assert [link.issuearea.key for link in first.history.get().issues.all()] == ["welfare"]
    person = Person.objects.get()
    assert (person.prefix, person.given_name, person.family_name) == ("นาง", "สมใจ", "")
    assert (person.subdistrict.code, person.team, person.name_key) == (TAO_LAO, None, "สมใจ")
    bare = SiteContact.objects.get(person=None)
    assert (bare.site.subdistrict.code, bare.phone) == (KHUAN_MAO, "0810000003")
    assert ImportedRow.objects.filter(batch=batch).count() == 3 + 2 + 1

    again = upload_batch(content, "again.csv", by=staff)
    assert [row.verdict for row in plan_of(again, by=staff).rows] == ["same", "same", "same", "question"]
    answer_batch(again, {"1:5:twin": "same"}, by=staff)
    assert {row.verdict for row in plan_of(again, by=staff).rows} == {"same"}
    assert confirm_batch(again, by=staff).number == 0
    assert LearningSite.objects.count() == 3
    assert SiteContact.objects.count() == 2


def test_the_command_tells_the_same(staff, capsys):
    call_command("import_sheet", DATA / "c_site.xlsx", user=staff.username, dry_run=True, format="json")
    report = json.loads(capsys.readouterr().out)
    assert (report["kind"], report["counts"]["new"], report["counts"]["question"]) == ("sites", 3, 1)
    first = report["rows"][0]["values"]
    assert (first["lat"], first["capacity"], first["state"]) == (14.33, 50, "open")
    assert report["questions"][0]["row"] == 5
