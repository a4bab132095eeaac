"""People who may be one: told above the rosters, answered by whoever knows them, asked once."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import AccessLog
from leaders.models import LikelySame
from leaders.services.likeness import answer_likeness, note_likely_same
from tests.factories.leaders import PersonFactory, TeamFactory

from .pages import text_of

PAGE = "/log/people/alike/"


@pytest.fixture
def pair(team, owner) -> LikelySame:
    """Somebody added who may be known."""
    PersonFactory(team=team, given_name="จันทร์ดี", family_name="พรหมมา")
    added = PersonFactory(team=team, given_name="จันดี", family_name="พรมมา")
    (noted,) = note_likely_same(added, by=owner)
    return noted


def test_the_rosters_tell_and_the_page_shows_both(client_of, owner, pair) -> None:
    client = client_of(owner)
    assert "คนที่เพิ่มอาจซ้ำกับคนเดิม 1 คู่" in text_of(client.get("/log/people/"))
    page = text_of(client.get(PAGE))
    assert "จันทร์ดี พรหมมา" in page
    assert "จันดี พรมมา" in page
    assert set(AccessLog.objects.latest("pk").object_ids) == {pair.person_id, pair.other_id}


@pytest.mark.parametrize(("said", "same"), [("yes", True), ("no", False)])
def test_an_answer_is_kept_and_nobody_asks_again(client_of, owner, pair, said, same) -> None:
    client = client_of(owner)
    client.post(PAGE, {"pair": pair.pk, "same": said})
    pair.refresh_from_db()
    assert (pair.same, pair.answered_by) == (same, owner)
    assert "คนที่เพิ่มอาจซ้ำ" not in text_of(client.get("/log/people/"))
    assert client.post(PAGE, {"pair": pair.pk, "same": "yes"}).status_code == 404
    assert note_likely_same(pair.person, by=owner)[0].same is not None


def test_strangers_see_no_pair(client_of, stranger, reviewer, pair) -> None:
    assert "จันดี" not in text_of(client_of(stranger).get(PAGE))
    assert client_of(stranger).post(PAGE, {"pair": pair.pk, "same": "yes"}).status_code == 404
    assert "จันดี" in text_of(client_of(reviewer).get(PAGE))
    with pytest.raises(PermissionDenied):
        answer_likeness(pair, same=True, by=stranger)


def test_a_pair_of_two_areas_is_shown_to_whoever_sees_both(client_of, owner, reviewer, pair) -> None:
    other = TeamFactory(code="440503")
    pair.other.team, pair.other.subdistrict = other, other.subdistrict
    pair.other.save()
    assert "จันดี" not in text_of(client_of(owner).get(PAGE))
    assert "จันดี" in text_of(client_of(reviewer).get(PAGE))


@pytest.mark.parametrize("key", ["", "x", "9" * 40, "0"])
def test_no_pair_is_not_found(client_of, owner, team, key) -> None:
    assert client_of(owner).post(PAGE, {"pair": key, "same": "yes"}).status_code == 404


def test_two_copies_are_told_on_the_first_page(client_of, owner, colleague, stranger, team) -> None:
    from tests.factories.programmes import SubmissionFactory, activity_with

    log = activity_with("draft", by=owner, team=team, title="ร่างร่วม")
    held = SubmissionFactory(activity=log, account=owner)
    for user in (owner, colleague):
        assert f"/log/copies/{held.pk}/" in client_of(user).get("/log/").content.decode()
    assert f"/log/copies/{held.pk}/" not in client_of(stranger).get("/log/").content.decode()
