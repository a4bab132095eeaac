"""Logs that are held for the reviewer: whoever looks at whom they name is noted."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AccessLog
from geo.models import AreaRole
from programmes.models import Submission
from tests.factories.geo import AreaRoleFactory
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster
from tests.programmes.phone.conftest import Phone, changed


@pytest.fixture
def phone(client_of, coordinator, team):
    return Phone(client_of(coordinator), team)


@pytest.fixture
def held(phone, coordinator):
    """``held(body)``: sent when its writer does not work for the team any more."""

    def send(body: dict[str, Any]) -> Submission:
        AreaRole.objects.filter(user=coordinator).update(ends_on="2019-02-19")
        AreaRoleFactory(user=coordinator, code="440503")
        phone.sent(body)
        return Submission.objects.get(uid=body["uid"])

    return send


def look(client: Any, submission: Submission) -> Any:
    return client.get(f"/review/held/{submission.pk}/")


def ids(*rows: Any) -> list[int]:
    return sorted(row.person_id for row in rows)


def test_whoever_came_or_did_not_was_seen(phone, held, people, desk, reviewer):
    body, (came, away, unknown) = phone.log(people[0]), people
    part = phone.part(body)
    look(desk, held(changed(body, **{f"{part}-a{away.pk}": "absent", f"{part}-a{unknown.pk}": "unknown"})))
    entry = AccessLog.objects.get()
    assert (entry.user, entry.action, entry.noun) == (reviewer, AccessLog.Action.SEEN, "roll")
    assert entry.object_ids == ids(came, away)


def test_whom_the_systems_copy_names_was_seen_too(phone, held, people, desk):
    body = phone.log(people[0], final=False)
    base, part = phone.sent(body)["version"], phone.part(body)
    mine = changed(body, **{f"{part}-a{people[0].pk}": "unknown", f"{part}-a{people[1].pk}": "present"})
    look(desk, held(mine | {"uid": str(uuid.uuid4()), "base": base}))
    assert AccessLog.objects.get().object_ids == ids(*people[:2])


def test_nobody_is_noted_where_nobody_is_named_or_seen(phone, held, people, desk, neighbour):
    look(desk, held(phone.log()))
    assert look(neighbour, held(phone.log(people[0]))).status_code == 404
    assert not AccessLog.objects.exists()


def test_an_answer_about_somebody_of_another_team_names_nobody(phone, held, people, desk):
    look(desk, held(phone.log(people[0], *roster(TeamFactory(code="440502"), 1))))
    assert AccessLog.objects.get().object_ids == ids(people[0])


def test_more_people_do_not_cost_more_queries(phone, held, people, desk):
    counts = []
    for body in (phone.log(people[0]), phone.log(*people)):
        submission = held(body)
        with CaptureQueriesContext(connection) as queries:
            look(desk, submission)
        counts.append(len(queries))
    assert counts[0] == counts[1]
