"""What an erasure reaches in sheets and sendings, beyond the one team of today."""

import pytest

from geo.choices import Role
from leaders.services.erasing import erase
from programmes.intake.services import upload_batch
from programmes.models import Submission
from tests.factories.geo import coordinator_of
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import EnrolmentFactory, SubmissionFactory

pytestmark = pytest.mark.django_db
GIVEN, FAMILY, PHONE = "พิกุลแก้ว", "กานดาวสี", "0891234567"
SHEET = """ใบลงทะเบียน เวทีพัฒนาทีม
วันที่ ๑๒ มี.ค. ๖๑ ณ ศาลากลางบ้าน ต.ท่าขอนยาง อ.กันทรวิชัย จ.มหาสารคาม
ที่,ชื่อ-สกุล,ที่อยู่,,,กลุ่ม,องค์กร/ตำแหน่ง,โทร.,ลายมือชื่อ
,,ต.,อ.,จ.,,,,วันที่ ๑
1,นายคำแก้ว ตัวอย่าง,ท่าขอนยาง,กันทรวิชัย,มหาสารคาม,สมาชิก,,0810000002,/
"""


@pytest.fixture
def staff(user_with):
    return user_with(Role.STAFF, "TH")


@pytest.fixture
def person():
    return PersonFactory(team=TeamFactory(code="440501"), given_name=GIVEN, family_name=FAMILY, phone=PHONE)


def sent(team, **typed):
    fields = [[f"n-0-{name}", value] for name, value in typed.items()]
    return SubmissionFactory(
        activity=None, team=team, account=coordinator_of("440501"), body={"format": 1, "fields": fields}
    )


def values(sending):
    return dict(Submission.objects.get(pk=sending.pk).body["fields"])


def test_a_missing_file_stops_nothing_and_is_told(person, staff):
    batch = upload_batch(SHEET.encode(), "a.csv", by=coordinator_of("440501"))
    batch.file.storage.delete(batch.file.name)
    assert "1 ไฟล์" in erase(person, by=staff).left[0]
    person.refresh_from_db()
    assert person.erased_at


@pytest.mark.parametrize("tie", ["moved", "enrolled", "merged", "none"])
def test_sendings_of_every_team_that_had_the_person(person, staff, tie):
    other = TeamFactory(code="440502")
    if tie == "moved":
        home, person.team = person.team, other
        person.save()
        other = home
    elif tie == "enrolled":
        EnrolmentFactory(person=person, team=other).put_into_bin(staff)
    elif tie == "merged":
        PersonFactory(team=other, merged_into=person)
    else:
        other = None
    told = sent(other, given_name=f"นาง{GIVEN}", family_name=FAMILY, nickname="แก้ว", group="5")
    erase(person, by=staff)
    assert values(told) == {
        "n-0-given_name": "", "n-0-family_name": "", "n-0-nickname": "", "n-0-group": "5",
    }  # fmt: skip


@pytest.mark.parametrize(("phone", "stays"), [("089-123-4567", False), ("0810000009", True)])
def test_a_given_name_alone_is_the_persons_beside_the_number(person, staff, phone, stays):
    told = sent(person.team, given_name=GIVEN, phone=phone)
    erase(person, by=staff)
    assert (GIVEN in values(told).values()) is stays
