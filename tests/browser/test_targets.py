"""What is tapped on the coordinators' pages is large enough for a thumb, however short its words are."""

from datetime import date

from geo.choices import Role
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster

# Words and sizes of targets below 44 px on a side, less what rounding takes; a box counts with its label.
SMALL = """() => {
  const targets = document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary");
  return [...targets]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.closest(".skip, .vh"))
    .map((one) => [one.textContent.trim() || one.name, (one.closest("label") || one).getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < 43.5)
    .map(([words, box]) => [words, box.width, box.height]);
}"""


def test_targets_are_large_enough_for_a_thumb(new_page, transactional_db, user_with):
    team = TeamFactory(code="440501")
    people = roster(team, 2, key="change-leader") + roster(team, 2)
    coordinator = user_with(Role.COORDINATOR, "440501")
    kept = {"team": team, "by": coordinator, "title": "เวที"}
    logs = [activity_with(status, came=people, **kept) for status in ("draft", "submitted", "verified")]
    ahead = activity_with("planned", starts_on=date(2019, 3, 4), **kept)
    activity_with("planned", starts_on=date(2019, 2, 18), **kept)
    page = new_page(360, 740, touch=True, user=coordinator)
    places = ("", "new/", "activities/", "plan/", "calendar/", "sites/", "sites/new/", f"teams/{team.pk}/")
    about_people = ("", "new/", "alike/", f"{people[0].person.uid}/")
    about_logs = (*(f"{log.uid}/" for log in (*logs, ahead)), f"{logs[0].uid}/sheet/", f"{ahead.uid}/plan/")
    for name in (
        *places,
        *(f"people/{rest}" for rest in about_people),
        *(f"activities/{rest}" for rest in about_logs),
    ):
        page.goto(f"/log/{name}")
        assert page.evaluate(SMALL) == [], name
