"""One command takes the demo away: exactly what it made, and nothing of anybody else."""

import stat
from datetime import date

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from accounts.models import User
from cms.demo import pin
from cms.demo.accounts import SIGN_INS, kept_password, password_file
from cms.demo.removing import WorkInTheWay, remove_demo
from cms.models import Demo, StoryPage
from geo.choices import Role
from leaders.models import Person, Team
from leaders.services.people import add_person
from programmes.choices import ActivityStatus, Presence
from programmes.models import Activity, Attendance, Evidence
from programmes.services import transitions
from tests.factories.cms import StoryPageFactory
from tests.factories.geo import with_role
from tests.factories.leaders import PersonFactory, TeamFactory
from tests.factories.programmes import activity_with, roster

from .tables import counts, demo_rows

# Types that Django came to know, and the words and years that every installation has, are left.
LEFT = {
    "contenttypes.ContentType",
    "programmes.HistoricalProgramme",
    "programmes.LearnerGroup",
    "programmes.Method",
    "programmes.Programme",
    "programmes.ProgrammeGroup",
    "programmes.ProgrammeYear",
}


def differences(before: dict[str, int]) -> dict[str, int]:
    """By how much tables differ from before."""
    now = counts()
    return {
        label: now[label] - number
        for label, number in before.items()
        if now[label] != number and label not in LEFT
    }


def test_every_table_is_as_it_was_and_the_demo_can_come_again(before, capsys):
    first = demo_rows()
    files = Demo.objects.get().files
    files += [["private", name] for name in Evidence.objects.values_list("file", flat=True)]
    assert not missing(files)
    call_command("remove_demo")
    assert "The demo is gone" in capsys.readouterr().out
    assert not differences(before)
    assert missing(files) == files
    assert not password_file().exists()
    assert pin.demo_day() is None
    call_command("demo_accounts")
    assert capsys.readouterr().out == ""
    call_command("remove_demo")
    assert "no demo" in capsys.readouterr().out

    call_command("load_demo", password="four-words-for-tests")
    second = demo_rows()
    assert first.keys() == second.keys()
    for label in first:
        assert first[label] == second[label], label
    assert pin.demo_day() == date(2019, 2, 20)
    password_opens_five_accounts("four-words-for-tests", capsys)


def missing(files: list[list[str]]) -> list[list[str]]:
    """Those files that are not in their storage."""
    return [[storage, name] for storage, name in files if not storages[storage].exists(name)]


def password_opens_five_accounts(password: str, capsys) -> None:
    """It is kept for the operator alone and told on request."""
    assert stat.S_IMODE(password_file().stat().st_mode) == 0o600
    assert kept_password() == password
    users = User.objects.filter(username__in=SIGN_INS)
    assert [user.check_password(password) for user in users] == [True] * 5
    capsys.readouterr()
    call_command("demo_accounts")
    out = capsys.readouterr().out
    assert password in out.splitlines()[0]
    assert [line.split()[0] for line in out.splitlines()[1:]] == list(SIGN_INS)


def test_what_others_made_beside_the_demo_stays(before):
    colleague = with_role(Role.REVIEWER, "21")
    team = TeamFactory(code="210502")
    came = roster(team, 3)
    activity_with(ActivityStatus.VERIFIED, came=came, by=colleague, team=team)
    StoryPageFactory(title="เรื่องของเราเอง")
    person = add_person(
        by=User.objects.get(username="admin"), given_name="กล้า", family_name="ทดสอบ", team=team
    )
    remove_demo()
    assert not User.objects.filter(is_demo=True).exists()
    assert Team.objects.get() == team
    assert Person.objects.count() == 4
    assert Attendance.objects.count() == 3
    assert StoryPage.objects.get().title == "เรื่องของเราเอง"
    # The account that typed it was the demo's; the person stays, without it.
    person.refresh_from_db()
    assert person.created_by is None
    assert person.history.get().history_user is None


def test_what_the_demos_own_accounts_did_goes_with_it(before):
    coordinator, reviewer = (User.objects.get(username=name) for name in ("coordinator", "reviewer"))
    waiting = Activity.objects.waiting().filter(area__code="440404").first()
    transitions.send_back(waiting, by=reviewer, reason="บอกเวลาด้วย")
    new = activity_with(ActivityStatus.DRAFT, by=coordinator, team=waiting.team, starts_on=date(2019, 2, 19))
    newcomer = PersonFactory(team=waiting.team, created_by=coordinator)
    row = Attendance.objects.filter(presence=Presence.PRESENT).last()
    Attendance.objects.create(session=new.sessions.get(), enrolment=row.enrolment, created_by=coordinator)
    assert newcomer.created_by == coordinator
    remove_demo()
    assert not differences(before)


@pytest.fixture
def log_of_a_demo_team(before):
    """Somebody with an account of their own logged for a team of the demo."""
    colleague = with_role(Role.COORDINATOR, "440404")
    team = Team.objects.get(subdistrict__code="440404")
    return activity_with(ActivityStatus.DRAFT, by=colleague, team=team, title="งานจริงของเรา")


def test_other_peoples_work_in_the_demo_is_named_and_nothing_is_touched(log_of_a_demo_team):
    there = counts()
    with pytest.raises(CommandError, match="งานจริงของเรา"):
        call_command("remove_demo", verbosity=0)
    assert counts() == there
    assert password_file().exists()


def test_other_peoples_work_goes_only_when_asked_for(log_of_a_demo_team, before):
    author = log_of_a_demo_team.created_by
    with pytest.raises(WorkInTheWay):
        remove_demo()
    remove_demo(with_work=True)
    assert not Activity.objects.exists()
    assert User.objects.get() == author
    assert differences(before).keys() <= {
        "accounts.User", "geo.AreaRole", "geo.HistoricalAreaRole",
    }  # fmt: skip
