"""Teams and persons of tests. Areas come from the gazetteer that every test database holds."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from geo.models import Area
from leaders.choices import ConsentUse, ConsentWay, PartnerKind, TeamStatus
from leaders.models import Consent, ConsentWording, Partner, Person, Team

# Invented and plain: a test that prints a name must not look like it knows somebody.
GIVEN_NAMES = ["กล้า", "ขวัญ", "คำแก้ว", "จันทา", "ดวงใจ", "ทองดี", "บุญมี", "ปลื้ม", "มะลิ", "สายฝน"]
FAMILY_NAMES = ["ทดสอบ", "ตัวอย่าง", "สมมติ", "ลองดู", "นาดี", "ป่างาม", "น้ำใส"]


class TeamFactory(DjangoModelFactory):
    """An approved team formed with the programme; ``TeamFactory(code="440501")`` says where."""

    class Meta:
        model = Team

    class Params:
        code = "440501"

    subdistrict = factory.LazyAttribute(lambda made: Area.objects.with_ancestors().get(code=made.code))
    formed_on = date(2018, 1, 1)
    status = TeamStatus.APPROVED


class PersonFactory(DjangoModelFactory):
    """A person whose record the ``team`` keeps."""

    class Meta:
        model = Person

    given_name = factory.Sequence(
        lambda n: GIVEN_NAMES[n % len(GIVEN_NAMES)] + ("" if n < len(GIVEN_NAMES) else str(n))
    )
    family_name = factory.Sequence(lambda n: FAMILY_NAMES[n % len(FAMILY_NAMES)])
    team = factory.SubFactory(TeamFactory)
    subdistrict = factory.SelfAttribute("team.subdistrict")


class ConsentFactory(DjangoModelFactory):
    """A person agreed by word of mouth that the own name is shown; ``use`` says to what else."""

    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    use = ConsentUse.NAME
    wording = factory.LazyAttribute(lambda made: ConsentWording.objects.get(use=made.use, version=1))
    read_text = factory.SelfAttribute("wording.text_th")
    way = ConsentWay.SPOKEN
    given_on = date(2018, 3, 1)
    code = factory.Sequence(lambda n: f"TEST{n:04d}")


class PartnerFactory(DjangoModelFactory):
    """An agency of the whole nation; ``area`` says where else it belongs."""

    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"มูลนิธิที่ {n + 1}")
    kind = PartnerKind.CIVIL
