"""Roles in areas and learning sites of tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from geo.choices import Role, SiteStatus
from geo.models import Area, AreaRole, IssueArea, LearningSite

from .accounts import UserFactory


def area(code: str) -> Area:
    """The area with that code, with its ancestors at hand."""
    return Area.objects.with_ancestors().get(code=code)


def issue(key: str = "welfare") -> IssueArea:
    """An issue area by its key."""
    return IssueArea.objects.get(key=key)


class AreaRoleFactory(DjangoModelFactory):
    """A role since the programme began; ``AreaRoleFactory(code="44", role=Role.REVIEWER)`` says which."""

    class Meta:
        model = AreaRole

    class Params:
        code = "440501"

    user = factory.SubFactory(UserFactory)
    area = factory.LazyAttribute(lambda made: area(made.code))
    role = Role.COORDINATOR
    starts_on = date(2018, 1, 1)


def with_role(role: Role, *places: Area | str, **fields: object) -> User:
    """A new account that holds ``role`` in areas or in those with these codes."""
    user = UserFactory(**fields)
    for place in places:
        found = area(place) if isinstance(place, str) else place
        AreaRoleFactory(user=user, area=found, role=role)
    return user


def coordinator_of(*places: Area | str, **fields: object) -> User:
    """A coordinator of subdistricts."""
    return with_role(Role.COORDINATOR, *places, **fields)


def reviewer_of(*places: Area | str, **fields: object) -> User:
    """A reviewer of provinces or regions."""
    return with_role(Role.REVIEWER, *places, **fields)


def staff(**fields: object) -> User:
    """National staff."""
    return with_role(Role.STAFF, "TH", **fields)


def editor(**fields: object) -> User:
    """An editor."""
    return with_role(Role.EDITOR, "TH", **fields)


class LearningSiteFactory(DjangoModelFactory):
    """A published site without a position; ``place="440501"`` says in which subdistrict."""

    class Meta:
        model = LearningSite
        skip_postgeneration_save = True

    class Params:
        place = "440501"

    name_th = factory.Sequence(lambda n: f"แหล่งเรียนรู้ที่ {n + 1000}")
    summary = "กองทุนสวัสดิการที่คนในตำบลดูแลกันเอง"
    subdistrict = factory.LazyAttribute(lambda made: area(made.place))
    status = SiteStatus.PUBLISHED

    @factory.post_generation
    def issues(self, create: bool, extracted: list[IssueArea] | None, **kwargs: object) -> None:
        """``issues=[issue("welfare")]`` ties the site to issue areas."""
        if create and extracted:
            self.issues.add(*extracted)
