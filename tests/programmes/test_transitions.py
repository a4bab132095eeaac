"""The life of an activity: which step leads where, who may take it, and what stays on record."""

import threading
from datetime import date
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from geo.choices import Role
from programmes.choices import ActivityStatus as Status
from programmes.models import Activity, StatusChange
from programmes.services import transitions
from programmes.services.transitions import TransitionRefused, arrive, first_steps, possible
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import ActivityFactory, activity_with, roster, the_programme

# Domain.md, rule 1, written out once more: verb, from, to.
LIFE = {
    ("start", "planned"): "draft",
    ("submit", "draft"): "submitted",
    ("submit", "returned"): "submitted",
    ("withdraw", "submitted"): "draft",
    ("verify", "submitted"): "verified",
    ("send_back", "submitted"): "returned",
    ("take_back", "verified"): "submitted",
    ("reopen", "verified"): "returned",
    ("postpone", "planned"): "postponed",
    ("postpone", "draft"): "postponed",
    ("postpone", "returned"): "postponed",
    ("cancel", "planned"): "cancelled",
    ("cancel", "draft"): "cancelled",
    ("cancel", "returned"): "cancelled",
    ("cancel", "postponed"): "cancelled",
    ("plan_again", "postponed"): "planned",
}
REVIEWERS_VERBS = {"verify", "send_back", "reopen", "take_back"}
NEEDS_REASON = {"send_back", "reopen", "cancel"}


def take(verb: str, activity: Activity, by, **further):
    if verb in NEEDS_REASON:
        further = {"reason": "ใบลงชื่อมี 31 คน แต่ติ๊กไว้ 13 คน"} | further
    if verb == "take_back":
        further = {"step": activity.status_changes.last()} | further
    return getattr(transitions, verb)(activity, by=by, **further)


@pytest.fixture
def coordinator(user_with):
    return user_with(Role.COORDINATOR, "440501")


@pytest.fixture
def reviewer(user_with):
    return user_with(Role.REVIEWER, "44")


def whole_activity(status: Status, **fields) -> Activity:
    team = TeamFactory(code="440501")
    return activity_with(status, team=team, came=roster(team, 2), **fields)


@pytest.mark.parametrize(("verb", "status"), list(product(transitions.MOVES, Status.values)))
def test_each_step_leads_where_the_rule_says_and_nowhere_else(verb, status, coordinator, reviewer):
    activity = whole_activity(status)
    by = reviewer if verb in REVIEWERS_VERBS else coordinator
    lines = activity.status_changes.count()
    if (verb, status) in LIFE:
        assert verb in possible(activity)
        take(verb, activity, by)
        activity.refresh_from_db()
        assert activity.status == LIFE[verb, status]
        line = activity.status_changes.last()
        assert (line.from_status, line.to_status, line.by) == (status, activity.status, by)
    else:
        assert verb not in possible(activity)
        with pytest.raises(TransitionRefused) as refused:
            take(verb, activity, by)
        assert refused.value.code == "wrong_status"
        assert str(Status(status).label) in refused.value.messages[0]
        assert activity.status_changes.count() == lines
        activity.refresh_from_db()
        assert activity.status == status


@pytest.mark.parametrize("verb", transitions.MOVES)
def test_strangers_take_no_step(verb, user_with):
    source = next(status for (name, status) in LIFE if name == verb)
    activity = whole_activity(source)
    strangers = [
        user_with(Role.COORDINATOR, "440502"),
        user_with(Role.REVIEWER, "45"),
        user_with(Role.EDITOR, "TH"),
        user_with(),
    ]
    if verb in REVIEWERS_VERBS:
        strangers.append(user_with(Role.COORDINATOR, "440501"))
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            take(verb, activity, stranger)
    activity.refresh_from_db()
    assert activity.status == source
    assert not StatusChange.objects.exists()


def test_verified_and_submitted_keep_their_times(coordinator, reviewer):
    activity = whole_activity(Status.DRAFT)
    transitions.submit(activity, by=coordinator)
    assert activity.submitted_at is not None
    transitions.verify(activity, by=reviewer)
    assert activity.verified_at is not None
    transitions.reopen(activity, by=reviewer, reason="นับคนซ้ำ")
    assert activity.verified_at is None
    assert activity.submitted_at is not None


@pytest.mark.parametrize("verb", sorted(NEEDS_REASON))
def test_a_step_that_needs_a_reason_is_not_taken_without(verb, coordinator, reviewer):
    source = next(status for (name, status) in LIFE if name == verb)
    activity = whole_activity(source)
    with pytest.raises(ValidationError) as refused:
        take(verb, activity, reviewer, reason=" \n ")
    assert "reason" in refused.value.message_dict
    activity.refresh_from_db()
    assert activity.status == source


class TestOwnLog:
    def test_whoever_made_it_never_verifies_it(self, reviewer):
        activity = whole_activity(Status.SUBMITTED, by=reviewer)
        with pytest.raises(TransitionRefused) as refused:
            transitions.verify(activity, by=reviewer)
        assert refused.value.messages == ["บันทึกของตัวเองต้องให้คนอื่นตรวจ"]

    def test_whoever_sent_it_never_verifies_it(self, coordinator, reviewer):
        activity = whole_activity(Status.DRAFT, by=coordinator)
        transitions.submit(activity, by=reviewer)
        with pytest.raises(TransitionRefused):
            transitions.verify(activity, by=reviewer)

    def test_the_operator_obeys_too(self, django_user_model, db):
        admin = django_user_model.objects.create_superuser("operator")
        activity = whole_activity(Status.SUBMITTED, by=admin)
        with pytest.raises(TransitionRefused):
            transitions.verify(activity, by=admin)
        other = ActivityFactory(status=Status.DRAFT, team=activity.team)
        with pytest.raises(TransitionRefused):
            transitions.verify(other, by=admin)

    def test_a_colleague_verifies_it(self, reviewer, user_with):
        activity = whole_activity(Status.SUBMITTED, by=reviewer)
        transitions.verify(activity, by=user_with(Role.REVIEWER, "NE"))
        assert activity.status == Status.VERIFIED


class TestWhatChangedMeanwhile:
    def test_a_log_that_changed_is_not_verified_unseen(self, coordinator, reviewer):
        activity = whole_activity(Status.SUBMITTED)
        seen = activity.version
        mended = Activity.objects.get(pk=activity.pk)
        transitions.withdraw(mended, by=coordinator)
        transitions.submit(mended, by=coordinator)
        with pytest.raises(TransitionRefused) as refused:
            transitions.verify(activity, by=reviewer, seen=seen)
        assert refused.value.code == "changed_since"
        with pytest.raises(TransitionRefused):
            transitions.send_back(activity, by=reviewer, reason="แก้วันที่", seen=seen)
        transitions.verify(activity, by=reviewer, seen=mended.version)
        assert activity.status == Status.VERIFIED

    def test_the_second_reviewer_is_told_and_changes_nothing(self, reviewer, user_with):
        mine = whole_activity(Status.SUBMITTED)
        theirs = Activity.objects.get(pk=mine.pk)
        transitions.verify(theirs, by=user_with(Role.REVIEWER, "44"))
        with pytest.raises(TransitionRefused):
            transitions.send_back(mine, by=reviewer, reason="ดูอีกครั้ง")
        assert mine.status == Status.VERIFIED
        assert mine.status_changes.count() == 1

    def test_what_was_not_saved_does_not_get_in_by_the_way(self, coordinator):
        activity = whole_activity(Status.DRAFT)
        activity.title = "ยังไม่ได้เก็บ"
        transitions.submit(activity, by=coordinator)
        assert Activity.objects.get(pk=activity.pk).title != "ยังไม่ได้เก็บ"
        assert activity.history.first().title != "ยังไม่ได้เก็บ"

    def test_a_deleted_activity_goes_nowhere(self, reviewer):
        activity = whole_activity(Status.SUBMITTED)
        Activity.objects.filter(pk=activity.pk).update(deleted_at=activity.created_at)
        with pytest.raises(TransitionRefused) as refused:
            transitions.verify(activity, by=reviewer)
        assert refused.value.code == "deleted"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_only_one_does(user_with):
    activity = whole_activity(Status.SUBMITTED)
    reviewers = [user_with(Role.REVIEWER, "44") for _ in range(2)]
    both_ready, outcomes = threading.Barrier(2), []

    def decide(by) -> None:
        own = Activity.objects.get(pk=activity.pk)
        both_ready.wait()
        try:
            transitions.verify(own, by=by)
            outcomes.append("done")
        except TransitionRefused:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[by]) for by in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "refused"]
    assert activity.status_changes.count() == 1


class TestSubmitting:
    def test_what_is_missing_is_told_by_field_and_nothing_changes(self, coordinator):
        activity = ActivityFactory(team=TeamFactory(code="440501"), title="")
        with pytest.raises(ValidationError) as refused:
            transitions.submit(activity, by=coordinator)
        assert {"title", "date", "attendance"} <= set(refused.value.message_dict)
        activity.refresh_from_db()
        assert activity.status == Status.DRAFT
        assert coordinator not in activity.authors.all()

    def test_a_stranger_is_not_told_what_is_missing(self, user_with):
        activity = ActivityFactory(team=TeamFactory(code="440501"), title="")
        with pytest.raises(PermissionDenied):
            transitions.submit(activity, by=user_with(Role.COORDINATOR, "440502"))


class TestArriving:
    @pytest.mark.parametrize("status", ["verified", "returned", "cancelled"])
    def test_nothing_arrives_already_decided(self, coordinator, status):
        with pytest.raises(TransitionRefused):
            arrive(ActivityFactory(), by=coordinator, status=Status(status))

    def test_an_activity_arrives_once(self, coordinator):
        activity = ActivityFactory()
        arrive(activity, by=coordinator, status=Status.SUBMITTED)
        with pytest.raises(TransitionRefused):
            arrive(activity, by=coordinator, status=Status.DRAFT)
        assert activity.submitted_at is not None


def not_yet_saved() -> Activity:
    """What an import is about to write."""
    team, day = TeamFactory(code="440501"), date(2018, 3, 12)
    return Activity(
        programme=the_programme(), title="เวที", team=team, area=team.subdistrict, starts_on=day, ends_on=day
    )


@pytest.mark.parametrize(
    ("status", "route"),
    [
        (Status.PLANNED, ["planned"]),
        (Status.SUBMITTED, ["submitted"]),
        (Status.POSTPONED, ["postponed"]),
        (Status.CANCELLED, ["postponed", "cancelled"]),
    ],
)
def test_first_steps_of_one_not_yet_saved(coordinator, status, route):
    activity = not_yet_saved()
    steps = first_steps(activity, by=coordinator, status=status, reason="น้ำท่วม")
    assert [step.to_status for step in steps] == route
    assert [step.from_status for step in steps] == ["", *route[:-1]]
    assert (activity.status, steps[-1].reason) == (status, "น้ำท่วม")
    assert (activity.submitted_at is not None) == (status == Status.SUBMITTED)
    assert not Activity.objects.exists()


@pytest.mark.parametrize("status", [Status.VERIFIED, Status.RETURNED])
def test_nothing_begins_as_verified_or_returned(coordinator, status):
    activity = not_yet_saved()
    with pytest.raises(TransitionRefused):
        first_steps(activity, by=coordinator, status=status)


def test_first_steps_are_no_way_around_the_life_of_one_on_record(coordinator):
    with pytest.raises(TransitionRefused):
        first_steps(whole_activity(Status.DRAFT), by=coordinator, status=Status.PLANNED)


def test_what_is_called_off_needs_a_reason(coordinator):
    activity = not_yet_saved()
    with pytest.raises(ValidationError):
        first_steps(activity, by=coordinator, status=Status.CANCELLED)
