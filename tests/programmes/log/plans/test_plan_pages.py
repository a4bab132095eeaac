"""Planning on the page: one day at once, a repetition shown before it is made, changing what is planned."""

import re
import uuid
from datetime import date

import pytest

from programmes.models import Activity, Series
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with

from ..pages import read_form, text_of
from .making import WEDNESDAYS, a_plan, boxes, planned, sent

ADDRESS = "/log/plan/"
FORTNIGHTLY = {"repeats": "fortnightly", "until": date(2019, 4, 3)}


def ticked(page) -> list[str]:
    """The days that the page offers, all of them ticked."""
    return read_form(page, "plan").fields.get("days", [])


def test_a_title_and_a_day_are_enough(client_of, owner, team) -> None:
    answer = client_of(owner).post(ADDRESS, sent(team))
    assert answer.url == "/log/calendar/?month=2019-03"
    made = Activity.objects.get()
    assert (made.status, made.starts_on, made.title) == ("planned", WEDNESDAYS[0], "ประชุมทีม")


def test_everything_that_is_said_is_kept(client_of, owner, team) -> None:
    plan = a_plan()
    client_of(owner).post(
        ADDRESS,
        sent(team, starts_at="๙.๐๐ น.", hours="๓", method=plan.method.pk, people="25",
             place_text=plan.place_text, issues=[issue.pk for issue in plan.issues]),
    )  # fmt: skip
    made = Activity.objects.get()
    assert made.sessions.get().starts_at == plan.starts_at
    assert made.headcounts.get().number == 25
    assert [issue.key for issue in made.issues.all()] == ["welfare"]


def test_a_repetition_is_shown_first_and_made_as_shown(client_of, owner, team) -> None:
    client, form = client_of(owner), sent(team, **FORTNIGHTLY)
    page = client.post(ADDRESS, form)
    assert "จะวางไว้ 3 ครั้ง" in text_of(page)
    assert "พุธ 20 มี.ค. 2562" in text_of(page)
    assert ticked(page) == [day.isoformat() for day in WEDNESDAYS]
    assert not Activity.objects.exists()
    fields = read_form(page, "plan").fields
    done = client.post(ADDRESS, fields, follow=True)
    assert "วางแผนไว้แล้ว 3 ครั้ง" in text_of(done)
    assert list(Activity.objects.order_by("starts_on").values_list("starts_on", flat=True)) == WEDNESDAYS
    client.post(ADDRESS, fields)
    assert (Activity.objects.count(), Series.objects.count()) == (3, 1)


def test_days_can_be_left_out(client_of, owner, team) -> None:
    client = client_of(owner)
    fields = read_form(client.post(ADDRESS, sent(team, **FORTNIGHTLY)), "plan").fields
    client.post(ADDRESS, fields | {"days": ["2019-03-06", "2019-04-03", "2019-04-04"]})
    assert list(Activity.objects.order_by("starts_on").values_list("starts_on", flat=True)) == [
        WEDNESDAYS[0], WEDNESDAYS[2],
    ]  # fmt: skip


def test_with_all_left_out_nothing_is_made(client_of, owner, team) -> None:
    client = client_of(owner)
    fields = read_form(client.post(ADDRESS, sent(team, **FORTNIGHTLY)), "plan").fields
    page = client.post(ADDRESS, fields | {"days": []})
    assert "ยังไม่ได้เลือกวันไหน" in text_of(page)
    assert not Activity.objects.exists()


@pytest.mark.parametrize("button", [{}, {"again": "1"}])
def test_days_that_changed_are_shown_again(client_of, owner, team, button) -> None:
    client = client_of(owner)
    fields = read_form(client.post(ADDRESS, sent(team, **FORTNIGHTLY)), "plan").fields
    page = client.post(ADDRESS, fields | {"repeats": "weekly"} | button)
    assert "วันเปลี่ยนไปแล้ว" in text_of(page)
    assert len(ticked(page)) == 5
    assert not Activity.objects.exists()


def test_a_month_that_has_no_such_day_is_named(client_of, owner, team) -> None:
    page = client_of(owner).post(ADDRESS, sent(team, date(2019, 5, 29), repeats="monthly", times="2"))
    assert ticked(page) == ["2019-05-29", "2019-07-31"]
    assert "เดือนที่ไม่มีวันนั้นข้ามไป: มิ.ย. 2562" in text_of(page)


LONG = "วางครั้งหนึ่งได้ไม่เกิน 60 ครั้ง ถึง 22 เม.ย. 2563"
WRONG = [
    ({"title": " "}, "id_title", "ยังไม่ได้ตั้งชื่อกิจกรรม"),
    (boxes("date", None), "id_date", "ยังไม่ได้บอกว่าจะทำวันไหน"),
    (boxes("date", date(2019, 2, 19)), "id_date", "วันที่ 19 ก.พ. 2562 ผ่านไปแล้ว"),
    (boxes("date", date(2021, 1, 1)), "id_date", "อยู่นอกปีของโครงการ"),
    ({"date_0": "29", "date_1": "2", "date_2": "2562"}, "id_date", "ไม่มีวันที่ 29 ก.พ. 2562 เดือนนั้นมี 28 วัน"),
    ({"starts_at": "เช้า"}, "id_starts_at", "อ่านเวลา “เช้า” ไม่ออก"),
    ({"hours": "25"}, "id_hours", "วันหนึ่งมีไม่เกิน 24 ชั่วโมง"),
    ({"people": "0"}, "id_people", "ใส่ตั้งแต่ 1 ขึ้นไป"),
    ({"repeats": "weekly"}, "id_until", "ยังไม่ได้บอกว่าทำซ้ำถึงวันไหน หรือกี่ครั้ง"),
    ({"repeats": "weekly", "times": "1"}, "id_times", "ทำซ้ำต้องมีตั้งแต่ 2 ครั้งขึ้นไป"),
    ({"repeats": "weekly", "times": "61"}, "id_times", "วางครั้งหนึ่งได้ไม่เกิน 60 ครั้ง"),
    ({"repeats": "weekly", "times": "3"} | boxes("until", date(2019, 4, 3)), "id_times", "อย่างใดอย่างหนึ่ง"),
    ({"repeats": "weekly"} | boxes("until", WEDNESDAYS[0]), "id_until", "วันสุดท้ายต้องอยู่หลังวันแรก"),
    ({"repeats": "weekly"} | boxes("until", date(2019, 3, 12)), "id_until", "ถึงวันนั้นได้ครั้งเดียว"),
    ({"repeats": "weekly"} | boxes("until", date(2020, 12, 31)), "id_until", LONG),
    ({"repeats": "monthly"} | boxes("until", date(2021, 3, 6)), "id_until", "โครงการจบวันที่ 31 ธ.ค. 2563"),
    ({"repeats": "monthly", "times": "23"}, "id_times", "31 ธ.ค. 2563 วางได้ไม่เกิน 22 ครั้ง"),
]


@pytest.mark.parametrize(("changes", "field", "words"), WRONG)
def test_what_cannot_be_planned_is_said_beside_its_field(
    client_of, owner, team, changes, field, words
) -> None:
    page = client_of(owner).post(ADDRESS, sent(team) | changes)
    text = text_of(page)
    assert page.status_code == 200
    assert re.search(rf'<a href="#{field}">[^<]*{re.escape(words)}', text)
    beside = text[text.index(f'id="{field}_error"') :]
    assert words in beside[: beside.index("</div>")]
    assert not Activity.objects.exists()


def test_29_february_is_there_in_a_leap_year(client_of, owner, team) -> None:
    client_of(owner).post(ADDRESS, sent(team, date(2020, 2, 29)))
    assert Activity.objects.get().starts_on == date(2020, 2, 29)


def test_the_last_repetition_may_be_the_last_day_of_the_programme(client_of, owner, team) -> None:
    page = client_of(owner).post(
        ADDRESS, sent(team, date(2020, 12, 24), date(2020, 12, 31), repeats="weekly")
    )
    assert ticked(page) == ["2020-12-24", "2020-12-31"]


def test_a_day_can_be_given_with_the_address(client_of, owner, team) -> None:
    client = client_of(owner)
    assert 'name="date_0" value="6"' in text_of(client.get(ADDRESS, {"day": "2019-03-06"}))
    assert client.get(ADDRESS, {"day": "2019-02-30"}).status_code == 200


def test_a_team_elsewhere_is_no_choice(client_of, owner, stranger, team) -> None:
    assert "ยังไม่ได้เลือกทีม" in text_of(client_of(owner).post(ADDRESS, sent(TeamFactory(code="440503"))))
    assert "ยังไม่ได้เลือกทีม" in text_of(client_of(stranger).post(ADDRESS, sent(team)))
    assert not Activity.objects.exists()


def test_the_reviewer_plans_for_teams_of_the_province(client_of, reviewer, team) -> None:
    client_of(reviewer).post(ADDRESS, sent(team))
    assert Activity.objects.get().created_by == reviewer


def test_a_broken_uid_is_no_obstacle(client_of, owner, team) -> None:
    client_of(owner).post(ADDRESS, sent(team, uid="?"))
    assert isinstance(Activity.objects.get().uid, uuid.UUID)


class TestChanging:
    def fields(self, client, row) -> dict[str, object]:
        return read_form(client.get(self.address(row)), "plan").fields

    def address(self, row) -> str:
        return f"/log/activities/{row.uid}/plan/"

    def test_the_page_holds_the_plan_and_changes_nothing_by_itself(self, client_of, owner, team) -> None:
        [made] = planned(team, owner)
        client = client_of(owner)
        before = Activity.objects.get().version
        client.post(self.address(made), self.fields(client, made))
        assert Activity.objects.get().version == before

    def test_title_and_day_are_changed(self, client_of, owner, team) -> None:
        [made] = planned(team, owner)
        client = client_of(owner)
        changed = self.fields(client, made) | {"title": "เวทีน้ำ"} | boxes("date", date(2019, 3, 7))
        page = client.post(self.address(made), changed, follow=True)
        assert "แก้แผนแล้ว" in text_of(page)
        made.refresh_from_db()
        assert (made.title, made.starts_on) == ("เวทีน้ำ", date(2019, 3, 7))

    def test_those_that_follow_only_where_asked(self, client_of, owner, team) -> None:
        made = planned(team, owner, *WEDNESDAYS)
        client = client_of(owner)
        assert "ครั้งนี้และครั้งถัดไปอีก 1 ครั้ง" in text_of(client.get(self.address(made[1])))
        assert "ครั้งถัดไปอีก" not in text_of(client.get(self.address(made[2])))
        fields = self.fields(client, made[0])
        client.post(self.address(made[0]), fields | {"title": "หนึ่ง"})
        client.post(
            self.address(made[1]), self.fields(client, made[1]) | {"title": "สอง", "scope": "following"}
        )
        titles = Activity.objects.order_by("starts_on").values_list("title", flat=True)
        assert list(titles) == ["หนึ่ง", "สอง", "สอง"]

    def test_a_day_that_passed_may_stay_but_not_be_chosen(self, client_of, owner, team) -> None:
        late = activity_with("planned", by=owner, team=team)
        client = client_of(owner)
        assert client.post(self.address(late), self.fields(client, late) | {"title": "ช้า"}).status_code == 302
        moved = self.fields(client, late) | boxes("date", date(2019, 2, 14))
        assert "ผ่านไปแล้ว" in text_of(client.post(self.address(late), moved))
        late.refresh_from_db()
        assert (late.title, late.starts_on.day) == ("ช้า", 13)

    def test_a_colleagues_change_is_not_written_over(self, client_of, owner, colleague, team) -> None:
        [made] = planned(team, owner)
        mine, theirs = client_of(owner), client_of(colleague)
        fields = self.fields(mine, made)
        theirs.post(self.address(made), self.fields(theirs, made) | {"title": "ของเพื่อน"})
        page = mine.post(self.address(made), fields | {"title": "ของเรา"})
        assert "มีคนในทีมแก้รายการนี้ไปก่อนแล้ว" in text_of(page)
        assert Activity.objects.get().title == "ของเพื่อน"

    @pytest.mark.parametrize("status", ["draft", "submitted", "verified", "postponed", "cancelled"])
    def test_only_what_is_planned(self, client_of, owner, team, status) -> None:
        row = activity_with(status, by=owner, team=team)
        answer = client_of(owner).get(self.address(row))
        assert answer.url == f"/log/activities/{row.uid}/"

    def test_strangers_find_nothing_and_readers_are_refused(
        self, client_of, owner, stranger, team, area
    ) -> None:
        [made] = planned(team, owner)
        client = client_of(stranger)
        assert client.get(self.address(made)).status_code == 404
        Activity.objects.update(area=area("440503"))
        for ask in (client.get, client.post):
            assert ask(self.address(made)).status_code == 403
