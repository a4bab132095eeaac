"""Who asks, and what there is to ask for: one of each noun in five places."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import count
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import Model

from accounts.models import User
from geo.choices import Level, Role, SiteStatus
from geo.models import Area, ImportBatch, LearningSite
from geo.services.roles import grant_role
from leaders.choices import TeamStatus
from leaders.models import LikelySame, Merge, Person, Team
from programmes.choices import EvidenceKind
from programmes.models import Activity, Evidence, PrintedSheet, Submission
from tests.factories.accounts import UserFactory
from tests.factories.geo import LearningSiteFactory, coordinator_of, reviewer_of
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import (
    ActivityFactory,
    SubmissionFactory,
    activity_with,
    roster,
    the_programme,
)
from thai.clock import now


class Who(StrEnum):
    """Everybody who may come by. The coordinator works in HERE, the reviewers in its province and region."""

    PUBLIC = "public"
    NOBODY = "nobody"
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    REGION = "reviewer of the region"
    STAFF = "staff"
    EDITOR = "editor"
    ADMIN = "admin"


class Place(StrEnum):
    """Where an object lies."""

    HERE = "440501"
    BESIDE = "440502"  # another subdistrict of the province
    NEXT = "450101"  # another province of the region
    FAR = "500101"  # another region
    ABOVE = "44"  # the province itself: held by no team


SHEET = """ใบลงทะเบียน เวทีพัฒนาทีม
วันที่ ๑๒ มี.ค. ๖๑ ณ ศาลากลางบ้าน {place}
ที่,ชื่อ-สกุล,ที่อยู่,,,กลุ่ม,องค์กร/ตำแหน่ง,โทร.,ลายมือชื่อ
,,ต.,อ.,จ.,,,,วันที่ ๑
1,นายสมชาย ใจดี,{subdistrict},{district},{province},สมาชิก,,,/
"""


@dataclass
class Things:
    """One of each noun in one place; no team, person, site or sheet lies in a whole province."""

    area: Area
    activity: Activity
    binned: Activity
    planned: Activity
    evidence: Evidence
    team: Team | None = None
    proposed_team: Team | None = None
    person: Person | None = None
    pair: LikelySame | None = None
    merge: Merge | None = None
    site: LearningSite | None = None
    published_site: LearningSite | None = None
    batch: ImportBatch | None = None
    conflict: Submission | None = None
    held: Submission | None = None
    beside: Evidence | None = None
    account: User | None = None


@dataclass
class World:
    """Accounts by who they are, things by place."""

    users: dict[Who, User | None] = field(default_factory=dict)
    things: dict[Place, Things] = field(default_factory=dict)


def build() -> World:
    """A new world in the test's database."""
    the_programme()
    world = World(
        users={
            Who.PUBLIC: None,
            Who.NOBODY: UserFactory(),
            Who.COORDINATOR: coordinator_of(Place.HERE),
            Who.REVIEWER: reviewer_of("44"),
            Who.REGION: reviewer_of("NE"),
            Who.STAFF: _keeper(Role.STAFF),
            Who.EDITOR: _keeper(Role.EDITOR),
            Who.ADMIN: UserFactory(is_superuser=True),
        }
    )
    author = UserFactory()
    for place in Place:
        world.things[place] = _things(place, author, world.users[Who.COORDINATOR])
    return world


def _keeper(role: Role) -> User:
    """Somebody who keeps the site, with the rights to pages that come with the role."""
    user = UserFactory()
    nation = Area.objects.get(level=Level.NATION)
    grant_role(user, nation, role, by=None, starts_on=date(2018, 1, 1))
    return user


def _things(place: Place, author: User, coordinator: User) -> Things:
    area = Area.objects.with_ancestors().get(code=place)
    if place == Place.ABOVE:
        held = {"team": None, "area": area}
        people = []
    else:
        team = TeamFactory(code=place)
        held = {"team": team}
        people = roster(team, 2)
    activity = activity_with("submitted", came=people, by=author, **held)
    PrintedSheet.objects.create(
        activity=activity, printed_by=author, printed_at=now(), rows=[row.pk for row in people], empty_rows=3
    )
    things = Things(
        area=area,
        activity=activity,
        evidence=_sheet(activity=activity),
        binned=ActivityFactory(**held, by=author, deleted_at=now()),
        planned=activity_with("planned", by=author, starts_on=date(2019, 3, 6), **held),
    )
    if place != Place.ABOVE:
        # A team that was proposed and given up leaves room for the one that works.
        gone = TeamFactory(code=place, status=TeamStatus.PROPOSED, dissolved_on="2018-12-31")
        things.team, things.proposed_team = team, gone
        things.person = PersonFactory(team=team)
        twin, gone = PersonFactory.create_batch(2, team=team)
        things.pair = LikelySame.objects.create(person=twin, other=things.person, found_at=now())
        things.merge = Merge.objects.create(kept=things.person, gone=gone, by=author, at=now())
        Person.objects.filter(pk=gone.pk).update(merged_into=things.person)
        things.site = LearningSiteFactory(place=place, status=SiteStatus.PROPOSED)
        things.published_site = LearningSiteFactory(place=place)
        things.conflict = SubmissionFactory(activity=activity, account=author)
        things.beside = _sheet(submission=things.conflict)
        things.held = SubmissionFactory(activity=None, team=team, account=author, outcome="held")
        things.account = coordinator_of(place)
        things.batch = _batch(area, coordinator if place == Place.HERE else author)
    return things


def _sheet(**belongs: Any) -> Evidence:
    evidence = Evidence(
        kind=EvidenceKind.SHEET, content_type="application/pdf", size=9, digest="0" * 64, **belongs
    )
    evidence.file.save("sheet.pdf", ContentFile(b"%PDF-1.4\n"), save=False)
    evidence.save()
    return evidence


def _batch(area: Area, by: User) -> ImportBatch:
    text = SHEET.format(
        place=area.full_name,
        subdistrict=area.name_th,
        district=area.district.name_th,
        province=area.province.name_th,
    )
    batch = ImportBatch(
        kind="signin",
        filename="sheet.csv",
        digest=f"{next(_numbers):064d}",
        uploaded_by=by,
        uploaded_at=now(),
    )
    batch.file.save("sheet.csv", ContentFile(text.encode()), save=False)
    batch.save()
    batch.areas.add(area)
    return batch


_numbers = count(1)
# Places do not change here and are many; looks at personal data are noted on purpose.
NOT_COUNTED = {"geo.Area", "geo.HistoricalArea", "geo.AreaShape", "accounts.AccessLog"}
OURS = ("accounts", "geo", "leaders", "programmes", "cms", "wagtailcore")


def fingerprint() -> dict[str, str]:
    """A digest of every table of ours: two that are equal say that nothing was changed."""
    return {
        model._meta.label: _digest(model)
        for label in OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
        if model._meta.label not in NOT_COUNTED
    }


def _digest(model: type[Model]) -> str:
    """Of the rows as the database has them: what a field makes of them may not be comparable."""
    quote = connection.ops.quote_name
    names = [column.column for column in model._meta.local_concrete_fields if column.name != "last_login"]
    columns = ", ".join(map(quote, names))
    order = quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {quote(model._meta.db_table)} ORDER BY {order}")
        return sha256(repr(cursor.fetchall()).encode()).hexdigest()
