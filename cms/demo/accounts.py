"""The demo's accounts: five to sign in with, and colleagues who did the earlier work."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from accounts.models import User
from geo.choices import Role
from geo.models import Area, AreaRole
from geo.services.roles import GROUPS

from .calendar import FIRST_DAY, at
from .ledger import Ledger, remember
from .places import COORDINATOR_WORKS_IN, REVIEWER_WORKS_IN, TEAMS

# User name: display name, role, codes of the areas.
SIGN_INS = {
    "coordinator": ("ผู้ประสานงานสาธิต", Role.COORDINATOR, COORDINATOR_WORKS_IN),
    "reviewer": ("ผู้ตรวจสาธิต", Role.REVIEWER, (REVIEWER_WORKS_IN,)),
    "staff": ("เจ้าหน้าที่สาธิต", Role.STAFF, ("TH",)),
    "editor": ("ผู้ดูแลเนื้อหาสาธิต", Role.EDITOR, ("TH",)),
    "admin": ("ผู้ดูแลระบบสาธิต", None, ()),
}


@dataclass(frozen=True)
class Colleagues:
    """Who logs for which subdistrict and who reviews in which province (by code), who signs in (by name).

    ``organisers`` hold a province's own days, which the institute's staff verify.
    """

    coordinators: dict[str, User]
    reviewers: dict[str, User]
    named: dict[str, User]
    organisers: dict[str, User]


def password_file() -> Path:
    """Where the demo's password is kept, readable by the operator only."""
    return Path(settings.VAR_DIR) / "demo_password"


def kept_password() -> str:
    """The password of the five accounts; "" when it is not kept here."""
    path = password_file()
    return path.read_text().strip() if path.exists() else ""


def new_password() -> str:
    """Easy to type on a phone, 48 bits."""
    return "-".join(secrets.token_hex(2) for _ in range(3))


def keep_password(password: str) -> None:
    """Keep the password of the five accounts in ``password_file()``."""
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password + "\n")


def make_accounts(ledger: Ledger, areas: dict[str, Area], password: str) -> Colleagues:
    """The five that sign in, and for each province a coordinator and a reviewer who cannot."""
    hashed = make_password(password)
    named = {
        username: _account(username, display_name, hashed, is_superuser=username == "admin")
        for username, (display_name, _role, _codes) in SIGN_INS.items()
    }
    elsewhere = {code: areas[code].name_th for code in TEAMS}
    logging = {code: _account(f"demo-log-{code}", f"ผู้ประสานงาน {name}") for code, name in elsewhere.items()}
    reviewing = {code: _account(f"demo-review-{code}", f"ผู้ตรวจ {name}") for code, name in elsewhere.items()}
    ledger.make(User, [*named.values(), *logging.values(), *reviewing.values()])
    roles = [
        _role(named[username], areas[code], role)
        for username, (_name, role, codes) in SIGN_INS.items()
        for code in codes
    ]
    for province, codes in TEAMS.items():
        roles.append(_role(reviewing[province], areas[province], Role.REVIEWER))
        roles += [_role(logging[province], areas[code], Role.COORDINATOR) for code in codes]
    ledger.make_with_history(AreaRole, roles)
    ledger.link(
        User.groups.through,
        (
            (named[username], Group.objects.get_or_create(name=GROUPS[role])[0])
            for username, (_name, role, _codes) in SIGN_INS.items()
            if role in GROUPS
        ),
    )
    coordinators = {code: logging[province] for province, codes in TEAMS.items() for code in codes}
    coordinators |= dict.fromkeys(COORDINATOR_WORKS_IN, named["coordinator"])
    reviewers = reviewing | {REVIEWER_WORKS_IN: named["reviewer"]}
    return Colleagues(coordinators, reviewers, named, organisers=reviewing)


def _account(
    username: str, display_name: str, hashed: str | None = None, *, is_superuser: bool = False
) -> User:
    """An account of the demo; without a password nobody signs in with it."""
    return User(
        username=username,
        display_name=display_name,
        # Not make_password(None): its random part would differ from run to run.
        password=hashed or "!",
        is_demo=True,
        is_superuser=is_superuser,
        is_staff=is_superuser,
        date_joined=at(FIRST_DAY, 9),
    )


def _role(user: User, area: Area, role: Role) -> AreaRole:
    held = AreaRole(user=user, area=area, role=role, starts_on=FIRST_DAY)
    return remember(held, by=None, at=at(FIRST_DAY, 9))
