"""People as a sign-in sheet has them, with phone and birth year: only for whoever sees them with these."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from geo.downloads import Column, ListResource, RowNumber
from geo.downloads.cells import Row
from leaders.models import Person
from leaders.querysets import PersonQuerySet
from thai.dates import shown_year
from thai.phones import format_phone
from thai.widgets import active_language

from ..intake.headings import SIGNIN
from ..models import Enrolment
from ..querysets import EnrolmentQuerySet


class LearnerResource(ListResource):
    """Persons with the group they are in; each carries its enrolments in ``on_roster``."""

    number = RowNumber(SIGNIN["number"], width=6)
    prefix = Column(SIGNIN["prefix"], width=10)
    given_name = Column(SIGNIN["given"], "given_name", width=18)
    family_name = Column(SIGNIN["family"], "family_name", width=18)
    subdistrict = Column(SIGNIN["subdistrict"], "subdistrict__name")
    district = Column(SIGNIN["district"], "subdistrict__district__name")
    province = Column(SIGNIN["province"], "subdistrict__province__name")
    group = Column(SIGNIN["group"], width=28)
    issues = Column(SIGNIN["issues"], width=24)
    position = Column(SIGNIN["position"], "position", width=28)
    phone = Column(SIGNIN["phone"], width=14)
    nickname = Column(_("ชื่อเล่น"), "nickname", width=12)
    sex = Column(_("เพศ"), "get_sex_display", width=10)
    birth_year = Column(_("ปีเกิด"), width=9)
    address = Column(_("บ้านเลขที่ หมู่"), "address", width=18)
    team = Column(pgettext_lazy("heading", "ทีมตำบล"), "team__name", width=24)

    filename = "people"
    title = _("คนในทีม")
    noun = "person"

    def people_in(self, rows: QuerySet) -> list[int] | None:
        """Every person of the list."""
        return list(rows.values_list("pk", flat=True)) or None

    def dressed(self, rows: PersonQuerySet) -> PersonQuerySet:
        """With their places, and today's enrolments in ``on_roster``."""
        today_on = Enrolment.objects.on().select_related("group").prefetch_related("issues")
        return rows.select_related(
            "team__subdistrict", "subdistrict__district", "subdistrict__province"
        ).prefetch_related(Prefetch("enrolments", today_on, to_attr="on_roster"))

    def dehydrate_prefix(self, person: Person) -> str:
        """Title and prefix as they are written before the name: "ผญ.", "นาง"."""
        return f"{person.title}{person.prefix}"

    def dehydrate_group(self, person: Person) -> str:
        """The learner group of today's roster."""
        return ", ".join(dict.fromkeys(str(enrolment.group) for enrolment in person.on_roster))

    def dehydrate_issues(self, person: Person) -> str:
        """The issues that an issue specialist works on."""
        issues = (issue for enrolment in person.on_roster for issue in enrolment.issues.all())
        return ", ".join(dict.fromkeys(map(str, issues)))

    def dehydrate_phone(self, person: Person) -> str:
        """With hyphens, so that a spreadsheet keeps the leading zero."""
        return format_phone(person.phone)

    def dehydrate_birth_year(self, person: Person) -> int | None:
        """B.E. in Thai, C.E. in English."""
        return shown_year(person.birth_year, active_language()) if person.birth_year else None


class RosterResource(LearnerResource):
    """The same of enrolments: a row says in which group somebody is on the team's roster."""

    filename = "roster"
    noun = "roster"

    def people_in(self, rows: QuerySet) -> list[int] | None:
        """Whoever is on the rosters."""
        return list(rows.values_list("person", flat=True)) or None

    def dressed(self, rows: EnrolmentQuerySet) -> EnrolmentQuerySet:
        """With their persons and these' places."""
        return rows.select_related(
            "group",
            "team__subdistrict",
            "person__subdistrict__district",
            "person__subdistrict__province",
        ).prefetch_related("issues")

    def row_of(self, instance: Enrolment, number: int) -> Row:
        """The person's row, in the team and group of this enrolment."""
        person = instance.person
        person.on_roster, person.team = [instance], instance.team
        return super().row_of(person, number)
