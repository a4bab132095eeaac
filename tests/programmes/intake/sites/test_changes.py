"""Rows against sites on record: the same, changed, alike, another's."""

import pytest

from geo.choices import Role, SiteState, SiteStatus
from geo.models import IssueArea, LearningSite
from leaders.models import Person, SiteContact
from leaders.services.people import add_person
from programmes.intake.services import confirm_batch, plan_of, upload_batch
from tests.factories.geo import LearningSiteFactory, area

from .conftest import HOME, only, planned, row, sites_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """A proposed site with everything told."""
    made = LearningSiteFactory(
        name_th="ตลาดชุมชน",
        place=HOME,
        code="ลร-001",
        status=SiteStatus.PROPOSED,
        visiting_days="ทุกวันพุธ",
        state=SiteState.OPEN,
        capacity=50,
        lat=16.24,
        lon=103.27,
    )
    made.issues.add(IssueArea.objects.get(key="welfare"))
    return made


def test_a_blank_changes_nothing(site, staff):
    found = only(sites_of(row("ตลาดชุมชน", code="ลร-001")), staff)
    assert (found.verdict, found.uid) == ("same", site.uid)
    assert found.values["capacity"] == 50


def test_each_difference_is_named_and_written(site, staff):
    content = sites_of(
        row(
            "ตลาดชุมชนเช้า",
            code="ลร-001",
            issues="บ้านพอเพียง",
            place="ม.3 ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม",
            position="16.25, 103.27",
            contact="นางสมใจ 0810000003",
            days="โทรก่อน",
            capacity="60",
        )
    )
    batch = upload_batch(content, "c.csv", by=staff)
    (found,) = plan_of(batch, by=staff).rows
    assert found.verdict == "change"
    said = "\n".join(found.reasons)
    for part in [
        "ช่อง ชื่อแหล่งเรียนรู้: เดิม ตลาดชุมชน ใหม่ ตลาดชุมชนเช้า",
        "ช่อง ที่ตั้ง: เดิม – ใหม่ หมู่ 3",
        "ช่อง พิกัด: เดิม 16.24, 103.27 ใหม่ 16.25, 103.27",
        "ช่อง วันเปิด: เดิม ทุกวันพุธ ใหม่ โทรก่อน",
        "ช่อง การเข้าเยี่ยม: เดิม เปิดให้เข้าเยี่ยม ใหม่ นัดล่วงหน้า",
        "ช่อง รับได้ครั้งละกี่คน: เดิม 50 ใหม่ 60",
        "ช่อง ประเด็น: เดิม สวัสดิการชุมชน ใหม่ สวัสดิการชุมชน, บ้านพอเพียงชนบท",
        "ช่อง ผู้ประสาน: เพิ่ม นางสมใจ 081-000-0003",
    ]:
        assert part in said
    assert confirm_batch(batch, by=staff).number == 1
    kept = LearningSite.objects.get()
    assert (kept.pk, kept.version, kept.status) == (site.pk, 2, SiteStatus.PROPOSED)
    assert (kept.name_th, kept.lat, kept.capacity, kept.state) == ("ตลาดชุมชนเช้า", 16.25, 60, "by_appointment")
    assert {issue.key for issue in kept.issues.all()} == {"welfare", "sufficiency-housing"}
    assert kept.changed_by == staff
    assert kept.import_batch is None
    assert {link.issuearea.key for link in kept.history.order_by("-history_id").first().issues.all()} == {
        "welfare",
        "sufficiency-housing",
    }
    (noted,) = batch.imported_rows.filter(label="geo.learningsite")
    assert noted.before["name_th"] == "ตลาดชุมชน"
    assert {found.verdict for found in plan_of(batch, by=staff).rows} == {"same"}


def test_a_code_of_quite_another_site_is_asked_about(site, staff):
    content = sites_of(row("ธนาคารขยะ", code="ลร-001", place="ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น"))
    (question,) = only(content, staff).questions
    assert "ลร-001" in question.text
    assert "ตลาดชุมชน" in question.hint
    other = only(content, staff, {question.key: "new"})
    assert (other.verdict, other.values["code"]) == ("new", None)
    same = only(content, staff, {question.key: str(site.uid)})
    assert (same.verdict, same.uid) == ("change", site.uid)


def test_without_a_code_the_name_in_its_subdistrict_is_the_site(site, staff):
    assert only(sites_of(row("ตลาด ชุมชน")), staff).uid == site.uid
    elsewhere = only(sites_of(row("ตลาดชุมชน", place="ต.ขามเรียง อ.กันทรวิชัย มค.")), staff)
    assert (elsewhere.verdict, elsewhere.uid) == ("new", None)


def test_a_likely_site_is_asked_about(site, staff):
    for told in [{"name": "ตลาดชุมชม"}, {"name": "ธนาคารขยะ", "position": "16.2415, 103.27"}]:
        content = sites_of(row(**told))
        found = only(content, staff)
        assert found.verdict == "question", told
        (question,) = found.questions
        assert [choice.value for choice in question.choices] == [str(site.uid), "new"]
        assert only(content, staff, {question.key: "new"}).verdict == "new"
    far = only(sites_of(row("ธนาคารขยะ", position="16.2425, 103.27")), staff)
    assert far.verdict == "new"


def test_two_rows_never_speak_of_one_site(site, staff):
    first, second = planned(sites_of(row("ตลาดชุมชน", code="ลร-001"), row("ตลาดชุมชม")), staff).rows
    assert (first.uid, second.uid) == (site.uid, None)


def test_a_code_that_a_hidden_site_has_is_left_out(site, user_with):
    stranger = user_with(Role.COORDINATOR, "450101")
    content = sites_of(row("ตลาดใหม่", code="ลร-001", place=area("450101").full_name))
    found = only(content, stranger)
    assert (found.verdict, found.values["code"]) == ("new", None)
    assert "ตลาดชุมชน" not in " ".join(found.reasons)
    batch = upload_batch(content, "c.csv", by=stranger)
    assert confirm_batch(batch, by=stranger).number == 1


def test_a_published_site_is_changed_by_reviewers_only(site, coordinator, reviewer):
    LearningSite.objects.update(status=SiteStatus.PUBLISHED)
    changed = sites_of(row("ตลาดชุมชน", code="ลร-001", capacity="60"))
    refused = only(changed, coordinator)
    assert refused.verdict == "refused"
    assert "เผยแพร่แล้ว" in refused.reasons[0]
    assert only(changed, reviewer).verdict == "change"
    assert only(sites_of(row("ตลาดชุมชน", code="ลร-001")), coordinator).verdict == "same"


def test_rows_of_other_areas_are_refused_and_the_rest_is_not(coordinator):
    content = sites_of(row("ก"), row("ข", place="ต.ขามเรียง อ.กันทรวิชัย จ.มหาสารคาม"))
    own, other = planned(content, coordinator).rows
    assert (own.verdict, other.verdict) == ("new", "refused")
    assert "อยู่นอกพื้นที่ของคุณ" in other.reasons[0]
    batch = upload_batch(content, "c.csv", by=coordinator)
    assert confirm_batch(batch, by=coordinator).number == 1
    assert [place.code for place in batch.areas.all()] == [HOME]


def test_a_file_of_many_subdistricts_lies_in_their_provinces(staff):
    codes = ["440401", "440402", "440403", "440404", "440405", "450101"]
    content = sites_of(*(row(f"ตลาด {code}", place=area(code).full_name) for code in codes))
    batch = upload_batch(content, "c.csv", by=staff)
    assert sorted(place.code for place in batch.areas.all()) == ["44", "45"]


def test_a_contact_on_record_is_the_same_and_gets_a_new_number(site, staff):
    person = add_person(by=staff, given_name="สมใจ", family_name="รักบ้าน", subdistrict=area(HOME))
    SiteContact.objects.create(site=site, person=person)
    told = {"name": "ตลาดชุมชน", "code": "ลร-001"}
    assert only(sites_of(row(**told, contact="นางสมใจ")), staff).verdict == "same"
    content = sites_of(row(**told, contact="นางสมใจ รักบ้าน 0810000003"))
    batch = upload_batch(content, "c.csv", by=staff)
    (found,) = plan_of(batch, by=staff).rows
    assert "ช่อง เบอร์โทร: เดิม – ใหม่ 081-000-0003" in found.reasons
    confirm_batch(batch, by=staff)
    person.refresh_from_db()
    assert person.phone == "0810000003"
    assert SiteContact.objects.count() == 1
    assert batch.imported_rows.get(label="leaders.person").before["phone"] == ""


def test_a_likely_person_is_asked_about(staff):
    person = add_person(by=staff, given_name="สมใจ", family_name="รักบ้าน", subdistrict=area(HOME))
    content = sites_of(row(contact="นางสมใจ"))
    (question,) = only(content, staff).questions
    assert [choice.value for choice in question.choices] == [str(person.uid), "new"]
    for answer, people in ((str(person.uid), 1), ("new", 2)):
        assert only(content, staff, {question.key: answer}).verdict == "new"
        if answer == "new":
            batch = upload_batch(content, "c.csv", by=staff)
            batch.answers = {question.key: answer}
            batch.save()
            confirm_batch(batch, by=staff)
            assert Person.objects.count() == people


def test_the_whole_name_in_the_subdistrict_is_the_person(staff):
    person = add_person(by=staff, given_name="สมใจ", family_name="รักบ้าน", subdistrict=area(HOME))
    batch = upload_batch(sites_of(row(contact="นางสมใจ รักบ้าน")), "c.csv", by=staff)
    assert confirm_batch(batch, by=staff).number == 1
    assert SiteContact.objects.get().person == person
    assert Person.objects.count() == 1


def test_what_a_contact_does_at_the_site_is_kept(staff):
    confirm_batch(upload_batch(sites_of(row(contact="นางสมใจ รักบ้าน (ประธาน)")), "c.csv", by=staff), by=staff)
    kept = SiteContact.objects.get()
    assert (kept.person.family_name, kept.person.nickname, kept.role) == ("รักบ้าน", "", "ประธาน")


def test_one_name_at_two_sites_of_a_subdistrict_is_one_new_person(staff):
    batch = upload_batch(
        sites_of(row("ตลาด", contact="นางสมใจ รักบ้าน"), row("ธนาคาร", contact="นางสมใจ รักบ้าน")),
        "c.csv",
        by=staff,
    )
    confirm_batch(batch, by=staff)
    assert Person.objects.count() == 1
    assert SiteContact.objects.count() == 2


def test_contacts_are_found_for_those_who_may_see_them_only(site, staff, user_with):
    SiteContact.objects.create(site=site, phone="0810000003")
    LearningSite.objects.update(status=SiteStatus.PUBLISHED)
    stranger = user_with(Role.REVIEWER, "45")
    plan = planned(sites_of(row("ตลาดชุมชน", code="ลร-001")), stranger)
    assert "0810000003" not in str(plan.rows[0].values) + str(plan.rows[0].reasons)
