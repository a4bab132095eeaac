"""Planned work as the services write it: made once, changed, put off and called off alone or with others."""

import uuid
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from programmes.choices import HeadcountStage
from programmes.models import Activity, Headcount, Series
from programmes.services import planning, transitions
from programmes.services.activities import SessionInput, save_sessions
from tests.factories.programmes import method

from .making import TODAY, WEDNESDAYS, a_plan, planned

YESTERDAY = TODAY - timedelta(days=1)


def days(*rows: Activity) -> list[date]:
    return [Activity.objects.get(pk=row.pk).starts_on for row in rows]


def statuses(*rows: Activity) -> list[str]:
    return [Activity.objects.get(pk=row.pk).status for row in rows]


class TestMaking:
    def test_one_is_planned_with_all_that_was_said(self, team, owner) -> None:
        [made] = planned(team, owner)
        made.refresh_from_db()
        session = made.sessions.get()
        assert (made.status, made.area, made.series) == ("planned", team.subdistrict, None)
        assert (session.date, session.starts_at, session.hours) == (WEDNESDAYS[0], time(9), Decimal(3))
        assert session.method == method("forum")
        assert [issue.key for issue in made.issues.all()] == ["welfare"]
        [expected] = made.headcounts.all()
        assert (expected.number, expected.stage) == (25, HeadcountStage.PLANNED)
        assert list(made.authors.all()) == [owner]
        assert [step.to_status for step in made.status_changes.all()] == ["planned"]
        assert planning.plan_of(made) == a_plan()

    def test_several_share_a_series_and_each_is_its_own(self, team, owner) -> None:
        made = planned(team, owner, *WEDNESDAYS)
        assert days(*made) == WEDNESDAYS
        assert {row.series for row in made} == {Series.objects.get()}
        assert len({row.uid for row in made}) == 3
        assert {row.history.first().series_id for row in made} == {made[0].series_id}

    def test_one_day_makes_no_series(self, team, owner) -> None:
        planned(team, owner, WEDNESDAYS[0], WEDNESDAYS[0])
        assert not Series.objects.exists()
        assert Activity.objects.count() == 1

    @pytest.mark.parametrize("number", [1, 3])
    def test_the_same_form_sent_twice_plans_once(self, team, owner, number) -> None:
        uid = uuid.uuid4()
        first = planned(team, owner, *WEDNESDAYS[:number], uid=uid)
        second = planned(team, owner, *WEDNESDAYS[:number], uid=uid)
        assert first == second
        assert Activity.objects.count() == number

    def test_a_form_of_somebody_else_is_refused(self, team, owner, colleague) -> None:
        uid = uuid.uuid4()
        planned(team, owner, *WEDNESDAYS, uid=uid)
        with pytest.raises(PermissionDenied):
            planned(team, colleague, *WEDNESDAYS, uid=uid)

    def test_a_stranger_plans_nothing(self, team, stranger) -> None:
        with pytest.raises(PermissionDenied):
            planned(team, stranger)
        assert not Activity.objects.exists()

    @pytest.mark.parametrize("day", [YESTERDAY, date(2021, 1, 1)])
    def test_a_day_that_cannot_be_planned_makes_nothing(self, team, owner, day) -> None:
        with pytest.raises(ValidationError):
            planned(team, owner, WEDNESDAYS[0], day)
        assert not Activity.objects.exists()

    def test_today_can_still_be_planned(self, team, owner) -> None:
        assert days(*planned(team, owner, TODAY)) == [TODAY]

    def test_sixty_take_hardly_more_queries_than_one(
        self, team, owner, django_assert_max_num_queries
    ) -> None:
        with django_assert_max_num_queries(100):
            planned(team, owner, *(TODAY + timedelta(weeks=week) for week in range(60)))


class TestChanging:
    def change(self, row, by, *, day=None, following=False, seen=None, **changes):
        plan = planning.plan_of(row)
        plan = a_plan(**{name: getattr(plan, name) for name in plan.__dataclass_fields__} | changes)
        return planning.change_plan(
            row, plan, day=day or row.starts_on, by=by, following=following, seen=seen
        )

    def test_this_one_alone(self, team, owner) -> None:
        made = planned(team, owner, *WEDNESDAYS)
        self.change(made[1], owner, title="เวทีน้ำ", starts_at=time(13), people=None, issues=frozenset())
        plans = [planning.plan_of(Activity.objects.get(pk=row.pk)) for row in made]
        assert plans[0] == plans[2] == a_plan()
        assert plans[1] == a_plan(title="เวทีน้ำ", starts_at=time(13), people=None, issues=frozenset())

    def test_those_that_follow_take_what_changed_and_keep_their_own(self, team, owner) -> None:
        made = planned(team, owner, *WEDNESDAYS)
        self.change(made[2], owner, title="สรุปงาน")
        self.change(made[1], owner, following=True, place_text="วัด", hours=Decimal("1.5"))
        plans = [planning.plan_of(Activity.objects.get(pk=row.pk)) for row in made]
        assert plans[0] == a_plan()
        assert plans[1] == a_plan(place_text="วัด", hours=Decimal("1.5"))
        assert plans[2] == a_plan(place_text="วัด", hours=Decimal("1.5"), title="สรุปงาน")

    def test_they_move_by_as_many_days(self, team, owner) -> None:
        made = planned(team, owner, *WEDNESDAYS)
        self.change(made[1], owner, day=WEDNESDAYS[1] + timedelta(days=1), following=True)
        assert days(*made) == [WEDNESDAYS[0], date(2019, 3, 21), date(2019, 4, 4)]

    def test_what_was_begun_or_put_off_goes_its_own_way(self, team, owner) -> None:
        made = planned(team, owner, *WEDNESDAYS)
        planning.begin(made[1], by=owner)
        planning.postpone(made[2], by=owner, reason="ฝน")
        self.change(made[0], owner, title="ใหม่", following=True)
        assert [Activity.objects.get(pk=row.pk).title for row in made] == ["ใหม่", "ประชุมทีม", "ประชุมทีม"]

    def test_another_team_of_the_same_name_is_left_alone(self, team, owner) -> None:
        first, second = planned(team, owner, *WEDNESDAYS), planned(team, owner, *WEDNESDAYS)
        self.change(first[0], owner, title="ใหม่", following=True)
        assert {Activity.objects.get(pk=row.pk).title for row in second} == {"ประชุมทีม"}

    def test_nothing_changed_leaves_everything_untouched(self, team, owner, colleague) -> None:
        [made] = planned(team, owner)
        before = Activity.objects.get().version
        self.change(made, colleague)
        assert Activity.objects.get().version == before
        assert list(made.authors.all()) == [owner]

    def test_all_parts_of_one_that_has_several_move_together(self, team, owner) -> None:
        [made] = planned(team, owner)
        kept = made.sessions.get()
        later = SessionInput(WEDNESDAYS[0] + timedelta(days=1), method("training"))
        save_sessions(
            made, [SessionInput(kept.date, kept.method, kept.hours, kept.starts_at, uid=kept.uid), later],
            by=owner,
        )  # fmt: skip
        self.change(made, owner, day=date(2019, 3, 12), method=method("coaching"))
        assert [(part.date.day, part.method.key) for part in made.sessions.all()] == [
            (12, "coaching"), (13, "training"),
        ]  # fmt: skip
        made.refresh_from_db()
        assert (made.starts_on.day, made.ends_on.day) == (12, 13)

    @pytest.mark.parametrize("day", [YESTERDAY, date(2021, 1, 4)])
    def test_no_move_to_where_nothing_can_be(self, team, owner, day) -> None:
        [made] = planned(team, owner)
        with pytest.raises(ValidationError):
            self.change(made, owner, day=day)

    def test_none_that_follows_is_moved_out_of_the_programme(self, team, owner) -> None:
        made = planned(team, owner, date(2020, 12, 16), date(2020, 12, 30))
        with pytest.raises(ValidationError):
            self.change(made[0], owner, day=date(2020, 12, 18), following=True)
        assert days(*made) == [date(2020, 12, 16), date(2020, 12, 30)]

    def test_a_colleague_changes_it_a_stranger_does_not(self, team, owner, colleague, stranger) -> None:
        [made] = planned(team, owner)
        self.change(made, colleague, title="ใหม่")
        assert set(made.authors.all()) == {owner, colleague}
        with pytest.raises(PermissionDenied):
            self.change(made, stranger, title="ของคนอื่น")

    def test_what_a_colleague_changed_meanwhile_is_not_written_over(self, team, owner, colleague) -> None:
        [made] = planned(team, owner)
        seen = Activity.objects.get().version
        self.change(made, colleague, title="ของเพื่อน")
        with pytest.raises(ValidationError, match="ไปก่อนแล้ว"):
            self.change(made, owner, title="ของเรา", seen=seen)
        assert Activity.objects.get().title == "ของเพื่อน"

    def test_what_was_begun_is_planned_no_more(self, team, owner) -> None:
        [made] = planned(team, owner)
        transitions.start(made, by=owner)
        with pytest.raises(ValidationError, match="ไม่ได้อยู่ในแผนแล้ว"):
            self.change(made, owner, title="ใหม่")


class TestPuttingOff:
    def test_it_needs_a_reason(self, team, owner) -> None:
        [made] = planned(team, owner)
        with pytest.raises(ValidationError) as refused:
            planning.postpone(made, by=owner, reason=" ", to=WEDNESDAYS[1])
        assert "reason" in refused.value.message_dict
        assert statuses(made) == ["planned"]

    def test_to_another_day_and_back_into_the_plan_on_it(self, team, owner) -> None:
        [made] = planned(team, owner)
        planning.postpone(made, by=owner, reason="น้ำท่วม", to=date(2019, 3, 5))
        made.refresh_from_db()
        assert (made.status, made.starts_on, made.postponed_to) == (
            "postponed", WEDNESDAYS[0], date(2019, 3, 5),
        )  # fmt: skip
        assert made.status_changes.last().reason == "น้ำท่วม"
        planning.plan_again(made, by=owner, day=made.postponed_to)
        made.refresh_from_db()
        assert (made.status, made.starts_on, made.postponed_to) == ("planned", date(2019, 3, 5), None)
        assert made.sessions.get().date == date(2019, 3, 5)

    def test_without_a_day_an_earlier_one_is_forgotten(self, team, owner) -> None:
        [made] = planned(team, owner)
        planning.postpone(made, by=owner, reason="ฝน", to=date(2019, 3, 5))
        planning.plan_again(made, by=owner, day=date(2019, 3, 5))
        planning.postpone(made, by=owner, reason="ฝนอีก")
        made.refresh_from_db()
        assert made.postponed_to is None

    @pytest.mark.parametrize("to", [YESTERDAY, WEDNESDAYS[0], date(2021, 1, 1)])
    def test_a_day_that_cannot_be_is_said_beside_its_field(self, team, owner, to) -> None:
        [made] = planned(team, owner)
        with pytest.raises(ValidationError) as refused:
            planning.postpone(made, by=owner, reason="ฝน", to=to)
        assert list(refused.value.message_dict) == ["to"]
        assert statuses(made) == ["planned"]

    def test_those_that_follow_go_by_as_many_days(self, team, owner) -> None:
        made = planned(team, owner, *WEDNESDAYS)
        planning.postpone(made[1], by=owner, reason="ชนงานบุญ", to=date(2019, 3, 22), following=True)
        rows = [Activity.objects.get(pk=row.pk) for row in made]
        assert [row.status for row in rows] == ["planned", "postponed", "postponed"]
        assert [row.postponed_to for row in rows] == [None, date(2019, 3, 22), date(2019, 4, 5)]

    def test_one_put_off_to_a_day_is_begun_on_it(self, team, owner) -> None:
        [made] = planned(team, owner)
        planning.postpone(made, by=owner, reason="ฝน", to=date(2019, 3, 8))
        planning.begin(made, by=owner)
        made.refresh_from_db()
        assert (made.status, made.starts_on) == ("draft", date(2019, 3, 8))

    def test_one_put_off_to_nowhere_is_not_begun(self, team, owner) -> None:
        [made] = planned(team, owner)
        planning.postpone(made, by=owner, reason="ฝน")
        with pytest.raises(transitions.TransitionRefused):
            planning.begin(made, by=owner)

    def test_strangers_put_off_and_call_off_nothing(self, team, owner, stranger) -> None:
        [made] = planned(team, owner)
        for verb in (planning.postpone, planning.cancel):
            with pytest.raises(PermissionDenied):
                verb(made, by=stranger, reason="ไม่ใช่ของเรา")
        with pytest.raises(PermissionDenied):
            planning.begin(made, by=stranger)


def test_calling_off_this_and_what_follows(team, owner) -> None:
    made = planned(team, owner, *WEDNESDAYS)
    with pytest.raises(ValidationError):
        planning.cancel(made[1], by=owner, reason=" ", following=True)
    planning.cancel(made[1], by=owner, reason="งบหมด", following=True)
    assert statuses(*made) == ["planned", "cancelled", "cancelled"]
    assert Activity.objects.get(pk=made[2].pk).status_changes.last().reason == "งบหมด"


def test_what_came_is_not_what_was_expected(team, owner) -> None:
    planned(team, owner)
    assert Headcount.objects.filter(stage=HeadcountStage.CAME).count() == 0
    assert Activity.objects.with_counts().get().unnamed_came == 0
