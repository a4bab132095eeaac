"""Who may do what with persons and teams."""

import rules

from accounts.models import User
from geo.choices import Role
from geo.models import Area
from geo.rules import is_national_staff, works_in

from .models import Partner, Person, SiteContact, Team


def place_of(person: Person) -> Area | None:
    """The area a person's record lies in."""
    return person.team.subdistrict if person.team_id else person.subdistrict


@rules.predicate
def may_change_person(user: User, person: Person) -> bool:
    """Coordinators, reviewers and staff change persons of their areas."""
    return works_in(user, place_of(person), Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


def may_merge(user: User, one: Person, other: Person) -> bool:
    """Reviewers put two persons of their area together, staff any two; coordinators only tell."""
    return all(works_in(user, place_of(person), Role.REVIEWER, Role.STAFF) for person in (one, other))


@rules.predicate
def may_erase(user: User) -> bool:
    """National staff alone erase persons."""
    return bool(is_national_staff(user))


@rules.predicate
def may_work_for(user: User, team: Team) -> bool:
    """Coordinators log for teams of their subdistricts, reviewers and staff for those of their areas."""
    return works_in(user, team.subdistrict, Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


@rules.predicate
def may_propose_team(user: User, subdistrict: Area) -> bool:
    """Coordinators propose a team for their subdistricts, reviewers and staff for those of their areas."""
    return works_in(user, subdistrict, Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


@rules.predicate
def may_approve_team(user: User, team: Team) -> bool:
    """Reviewers approve teams of their area, staff everywhere."""
    return works_in(user, team.subdistrict, Role.REVIEWER, Role.STAFF)


@rules.predicate
def may_change_partner(user: User, partner: Partner) -> bool:
    """Reviewers change partners of their area, staff all; coordinators only name them in a log."""
    if partner.area is None:
        return bool(is_national_staff(user))
    return works_in(user, partner.area, Role.REVIEWER, Role.STAFF)


rules.add_perm("leaders.change_partner", may_change_partner)


@rules.predicate
def may_change_contact(user: User, contact: SiteContact) -> bool:
    """Coordinators, reviewers and staff say whom to call at the sites of their areas."""
    return works_in(user, contact.site.subdistrict, Role.COORDINATOR, Role.REVIEWER, Role.STAFF)


rules.add_perm("leaders.change_contact", may_change_contact)
rules.add_perm("leaders.change_person", may_change_person)
rules.add_perm("leaders.work_for_team", may_work_for)
rules.add_perm("leaders.propose_team", may_propose_team)
rules.add_perm("leaders.approve_team", may_approve_team)
