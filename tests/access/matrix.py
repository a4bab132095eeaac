"""The matrix: what every address answers to whom, for things of the own, sibling and parent areas.

Each row names an address, what it takes, and the rules of its GET and its POST. A rule says what each of
tests.access.world.Who gets, the same everywhere or place by place. domain.md, "Who may do what", is the
source; what lies outside one's areas is not found, what may be seen but not changed is forbidden.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.access.world import Place, Things, Who

# What can come back. OK: the page. DONE: a POST that was let in, whatever became of its empty body.
# HOME: sent on to one's own work. GONE: sent on for good.
OK, DONE, HOME, LOGIN, FORBIDDEN, NOT_FOUND, NOT_ALLOWED, MOVED = (
    "ok", "done", "home", "login", "forbidden", "not found", "not allowed", "moved",
)  # fmt: skip
REFUSED = {LOGIN, FORBIDDEN, NOT_FOUND, NOT_ALLOWED}

Outcome = str
Rule = Mapping[Who, Outcome | Mapping[Place, Outcome]]

PROVINCE = {Place.HERE, Place.BESIDE, Place.ABOVE}
REGION = PROVINCE | {Place.NEXT}


def everybody(outcome: Outcome) -> Rule:
    """The same for all."""
    return dict.fromkeys(Who, outcome)


def signed_in(outcome: Outcome) -> Rule:
    """The public signs in first."""
    return everybody(outcome) | {Who.PUBLIC: LOGIN}


def field(outcome: Outcome) -> Rule:
    """Coordinators, reviewers and staff."""
    return signed_in(outcome) | {Who.NOBODY: FORBIDDEN, Who.EDITOR: FORBIDDEN}


def desk(outcome: Outcome) -> Rule:
    """Reviewers and staff."""
    return field(outcome) | {Who.COORDINATOR: FORBIDDEN}


def within(places: set[Place], outcome: Outcome, outside: Outcome = NOT_FOUND) -> dict[Place, Outcome]:
    """``outcome`` in some places, ``outside`` elsewhere."""
    return {place: outcome if place in places else outside for place in Place}


def field_in_area(outcome: Outcome, outside: Outcome = NOT_FOUND) -> Rule:
    """As ``field``, where the thing lies in one's own area."""
    return field(outcome) | {
        Who.COORDINATOR: within({Place.HERE}, outcome, outside),
        Who.REVIEWER: within(PROVINCE, outcome, outside),
        Who.REGION: within(REGION, outcome, outside),
    }


def desk_in_area(outcome: Outcome, outside: Outcome = NOT_FOUND) -> Rule:
    """As ``desk``, where the thing lies in one's own area."""
    return field_in_area(outcome, outside) | {Who.COORDINATOR: FORBIDDEN}


def staff(outcome: Outcome) -> Rule:
    """National staff; reviewers know of it."""
    return desk(FORBIDDEN) | {Who.STAFF: outcome, Who.ADMIN: outcome}


def staff_over_desk(outcome: Outcome) -> Rule:
    """National staff; reviewers see the thing where they work, and are refused."""
    return desk_in_area(FORBIDDEN) | {Who.STAFF: outcome, Who.ADMIN: outcome}


Arguments = Callable[[Things], list[Any] | None]


def of(name: str, attribute: str = "uid") -> Arguments:
    """One argument: an attribute of the thing called ``name``; None where there is no such thing."""

    def arguments(things: Things) -> list[Any] | None:
        thing = getattr(things, name)
        return None if thing is None else [getattr(thing, attribute)]

    return arguments


def always(*arguments: Any) -> Arguments:
    """The same arguments whatever the place."""
    return lambda things: list(arguments)


@dataclass(frozen=True)
class Row:
    """One address: its rules, and its arguments (None: it takes none, and is asked once)."""

    get: Rule
    post: Rule
    arguments: Arguments | None = None


def read(
    rule: Callable[..., Rule], arguments: Arguments | None = None, post: Callable[..., Rule] | None = None
) -> Row:
    """An address that is only read; a POST is turned away before the thing is looked for."""
    return Row(rule(OK), (post or rule)(NOT_ALLOWED), arguments)


def write(rule: Callable[..., Rule], arguments: Arguments | None = None) -> Row:
    """An address with a form: read and posted to by the same people."""
    return Row(rule(OK), rule(DONE), arguments)


def verb(get: Rule, post: Rule, arguments: Arguments | None = None) -> Row:
    """An address that is only posted to."""
    return Row(get, post, arguments)


ACTIVITY, PERSON, SITE, BATCH = of("activity"), of("person"), of("site"), of("batch")
ACCOUNT = of("account", "pk")

# Evidence is fetched by whoever sees its activity; the address does not ask what role it is.
EVIDENCE_SEEN = field_in_area(OK) | {Who.NOBODY: NOT_FOUND, Who.EDITOR: NOT_FOUND}

# The sign-in sheet of an activity without a team cannot be brought back, so there is no file of it.
_FILE = within(set(Place) - {Place.ABOVE}, OK)
SHEET_FILE = (
    field_in_area(OK)
    | dict.fromkeys((Who.STAFF, Who.ADMIN), _FILE)
    | {
        Who.REVIEWER: within(PROVINCE - {Place.ABOVE}, OK),
        Who.REGION: within(REGION - {Place.ABOVE}, OK),
    }
)

MATRIX: dict[str, Row] = {
    "root": Row(everybody(MOVED), everybody(MOVED)),
    # --- accounts
    "accounts:sign_in": Row(everybody(HOME) | {Who.PUBLIC: OK}, everybody(HOME) | {Who.PUBLIC: DONE}),
    "accounts:sign_out": Row(everybody(NOT_ALLOWED), everybody(DONE)),
    "accounts:home": Row(signed_in(HOME) | {Who.NOBODY: OK}, signed_in(NOT_ALLOWED)),
    "accounts:password": write(signed_in),
    "accounts:elsewhere": verb(signed_in(NOT_ALLOWED), signed_in(DONE)),
    "accounts:factor": write(signed_in),
    "accounts:mail": write(signed_in),
    # A link that nobody signed leads to where a new one is asked for; one to stop letters is not found.
    "accounts:mail_confirm": Row(signed_in(MOVED), signed_in(DONE), always("guessed")),
    "accounts:mail_stop": Row(everybody(NOT_FOUND), everybody(NOT_FOUND), always("guessed")),
    # Whoever has passed the second factor, or has none, is sent to where it is kept.
    "accounts:second": Row(signed_in(MOVED), signed_in(DONE)),
    # Whoever is signed in is told to sign out first.
    "accounts:join": write(everybody),
    "accounts:join_password": Row(everybody(MOVED), everybody(DONE)),
    # The language of this device: anybody's choice, kept in a cookie.
    "accounts:language": verb(everybody(NOT_ALLOWED), everybody(DONE)),
    # --- the coordinators' workspace
    "log:home": read(field),
    "log:new": write(field),
    "log:plan": write(field),
    "log:plan_edit": write(field_in_area, of("planned")),
    "log:calendar": read(field),
    "log:calendar_feed": write(field),
    "log:activities": read(field),
    "log:activities_export": read(field, always("csv")),
    "log:activity": write(field_in_area, ACTIVITY),
    "log:restore": verb(field(NOT_ALLOWED), field_in_area(DONE), of("binned")),
    "log:bin": read(field),
    "log:bin_restore": verb(
        field(NOT_ALLOWED), field_in_area(DONE), lambda things: ["activity", things.binned.uid]
    ),
    "log:evidence": Row(
        EVIDENCE_SEEN,
        signed_in(NOT_ALLOWED),
        lambda things: [things.activity.uid, things.evidence.uid],
    ),
    "log:sheet": write(field_in_area, ACTIVITY),
    "log:sheet_file": Row(SHEET_FILE, field(NOT_ALLOWED), ACTIVITY),
    "log:people": read(field),
    "log:new_person": write(field),
    # An empty POST names no pair.
    "log:alike": Row(field(OK), field(NOT_FOUND)),
    "log:export": read(field, always("csv")),
    "log:person": write(field_in_area, PERSON),
    "log:consents": write(field_in_area, PERSON),
    "log:team": write(field_in_area, of("team", "pk")),
    "log:sites": read(field),
    "log:sites_export": read(field, always("xlsx")),
    "log:new_site": write(field),
    "log:site": write(field_in_area, SITE),
    "log:copies": write(field_in_area, of("conflict", "pk")),
    "log:evidence_beside": Row(
        EVIDENCE_SEEN,
        signed_in(NOT_ALLOWED),
        lambda things: things.beside and [things.beside.submission_id, things.beside.uid],
    ),
    # What a phone asks for; 401 stands for signing in.
    "log:manifest": read(everybody),
    "log:worker": read(everybody),
    "log:shell": read(everybody, always("log")),
    "log:hello": read(field),
    "log:kit": read(field),
    "log:send": verb(field(NOT_ALLOWED), field(DONE)),
    "log:send_beside": verb(field(NOT_ALLOWED), field(NOT_FOUND), of("conflict", "pk")),
    "log:send_file": verb(field(NOT_ALLOWED), field(NOT_FOUND), ACTIVITY),
    "log:drop_file": verb(
        field(NOT_ALLOWED), field(DONE), lambda things: [things.activity.uid, things.evidence.uid]
    ),
    # --- the reviewers' workspace
    "review:queue": read(desk),
    "review:activities_export": read(desk, always("xlsx")),
    "review:verify_many": verb(desk(NOT_ALLOWED), desk(DONE)),
    "review:verify_undo": verb(desk(NOT_ALLOWED), desk(DONE)),
    "review:activity": write(desk_in_area, ACTIVITY),
    "review:held": write(desk_in_area, of("held", "pk")),
    "review:teams": read(desk),
    "review:teams_export": read(desk, always("csv")),
    "review:team_add": write(desk),
    "review:team_approve": verb(desk(NOT_ALLOWED), desk_in_area(DONE), of("proposed_team", "pk")),
    "review:people": read(desk),
    "review:people_export": read(desk, always("csv")),
    "review:person": read(desk_in_area, PERSON, post=desk),
    "review:bin": read(desk),
    "review:bin_restore": verb(
        desk(NOT_ALLOWED), desk_in_area(DONE), lambda things: ["activity", things.binned.uid]
    ),
    # Both of a pair, or of a merge, lie in one place here; tests of their own have them in two.
    "review:duplicates": read(desk),
    "review:duplicate": write(desk_in_area, of("pair", "pk")),
    "review:merges": read(desk),
    "review:merge_undo": verb(desk(NOT_ALLOWED), desk_in_area(DONE), of("merge")),
    "review:consents": write(desk_in_area, PERSON),
    "review:own_data": read(desk_in_area, PERSON, post=desk),
    "review:erase": write(staff_over_desk, PERSON),
    "review:erasures": read(staff, post=desk),
    "review:elsewhere": write(desk_in_area, PERSON),
    "review:sites": read(desk),
    "review:sites_export": read(desk, always("csv")),
    "review:site_add": write(desk),
    "review:site": write(desk_in_area, SITE),
    "review:site_publish": verb(desk(NOT_ALLOWED), desk_in_area(DONE), SITE),
    "review:figures": Row(desk(OK), signed_in(NOT_ALLOWED)),
    "review:figures_export": Row(desk(OK), signed_in(NOT_ALLOWED), always("csv")),
    "review:accounts": read(desk),
    "review:account_invite": write(desk),
    "review:account": write(desk_in_area, ACCOUNT),
    "review:account_code": verb(desk(NOT_ALLOWED), desk_in_area(DONE), ACCOUNT),
    "review:account_hand_over": write(desk_in_area, ACCOUNT),
    "review:account_area": verb(desk(NOT_ALLOWED), desk_in_area(DONE), ACCOUNT),
    "review:account_area_end": verb(
        desk(NOT_ALLOWED),
        desk_in_area(DONE),
        lambda things: things.account and [things.account.area_roles.get().pk],
    ),
    # Only a closed account can be opened again; these are open.
    "review:account_reopen": Row(desk(NOT_FOUND), desk(NOT_FOUND), ACCOUNT),
    "review:account_close": verb(desk(NOT_ALLOWED), desk_in_area(DONE), ACCOUNT),
    "review:account_factor": verb(desk(NOT_ALLOWED), desk_in_area(DONE), ACCOUNT),
    # --- sheets
    "sheets:list": write(field),
    "sheets:template": read(field, always("signin")),
    "sheets:export": read(field, always("csv")),
    "sheets:rows_export": read(
        field_in_area, lambda things: things.batch and [things.batch.uid, "xlsx"], post=field
    ),
    "sheets:batch": read(field_in_area, BATCH, post=field),
    "sheets:answer": verb(field(NOT_ALLOWED), field_in_area(DONE), BATCH),
    "sheets:confirm": verb(field(NOT_ALLOWED), field_in_area(DONE), BATCH),
    "sheets:cancel": verb(field(NOT_ALLOWED), field_in_area(DONE), BATCH),
    "sheets:file": read(field_in_area, BATCH, post=field),
    "sheets:undo": write(field_in_area, BATCH),
    # --- a private calendar: whoever knows its address reads it, nobody finds it by guessing
    "calendar:feed": Row(everybody(NOT_FOUND), everybody(NOT_ALLOWED), always("guessed")),
    # --- public pages and files
    "map:script": read(everybody),
    "map:place": read(everybody),
    "map:points": read(everybody),
    "public:sites": read(everybody),
    "public:figures": read(everybody),
    "public:sites_export": read(everybody, always("csv")),
    "public:figures_export": read(everybody, always("xlsx")),
    "public:open_data": read(everybody),
    "public:open_houses_export": read(everybody, always("csv")),
    "public:site": read(everybody, of("published_site", "pk")),
    "public:team": read(everybody, of("team", "pk")),
    "public:province": read(everybody, always("44")),
    "public:region": read(everybody, always("NE")),
    "public:find": read(everybody),
    "public:search": read(everybody),
    "public:contacts": read(everybody),
    "public:glossary": read(everybody),
    "public:letters_feed": read(everybody),
    "public:open_house_calendar": Row(everybody(NOT_FOUND), everybody(NOT_ALLOWED), always(1)),
    "sitemap": read(everybody),
    "robots": read(everybody),
    "media": Row(everybody(NOT_FOUND), everybody(NOT_FOUND), always("none.png")),
    # --- Wagtail's own public addresses
    "wagtail_serve": Row(everybody(OK), everybody(OK), always("")),
    "wagtaildocs_serve": Row(everybody(NOT_FOUND), everybody(NOT_FOUND), always(1, "none.pdf")),
    "wagtaildocs_authenticate_with_password": Row(everybody(NOT_FOUND), everybody(NOT_FOUND), always(1)),
    "wagtailcore_authenticate_with_password": Row(everybody(NOT_FOUND), everybody(NOT_FOUND), always(1, 1)),
    "front_sign_in": Row(everybody(LOGIN), everybody(LOGIN)),
    "wagtailcore_login": Row(everybody(LOGIN), everybody(LOGIN)),
}

# Who opens the viewsets of the editing admin, by their names. Coordinators, reviewers and the public: none.
STAFF_ONLY = {Who.STAFF, Who.ADMIN}
EDITORS_TOO = STAFF_ONLY | {Who.EDITOR}
ADMIN_VIEWSETS: dict[str, set[Who]] = {
    "areas": STAFF_ONLY,
    "provinces": STAFF_ONLY,
    "issue_areas": STAFF_ONLY,
    "area_roles": STAFF_ONLY,
    "programmes": STAFF_ONLY,
    "programme_years": STAFF_ONLY,
    "learner_groups": STAFF_ONLY,
    "methods": STAFF_ONLY,
    "consent_wordings": STAFF_ONLY,
    "area_chooser": EDITORS_TOO,
    "site_chooser": EDITORS_TOO,
    "material": EDITORS_TOO,
    "wagtailsnippetchoosers_cms_material": EDITORS_TOO,
    "contact": EDITORS_TOO,
    "wagtailsnippetchoosers_cms_contact": EDITORS_TOO,
    "term": EDITORS_TOO,
    "wagtailsnippetchoosers_cms_term": EDITORS_TOO,
    "wagtailimages_chooser": EDITORS_TOO,
    # Accounts themselves are the operator's; what they may do is given as area roles.
    "wagtailusers_users": {Who.ADMIN},
}
# Addresses below /admin/ that anybody may have: pictures and words of the admin, and the way to sign in.
ADMIN_OPEN = {"sprite/", "jsi18n/", "login/"}
