"""Letters twice as large on a small phone: every word stays on the screen."""

from datetime import date

from playwright.sync_api import Page

from geo.choices import Role
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import activity_with, roster

HERE = "440501"
LONG = "พี่ช่างสอนดูบ้านที่ต้องซ่อม ตำบลท่าขอนยาง อำเภอกันทรวิชัย หมู่ 2"
# Words that end beyond an edge of the screen, where no box of theirs can be scrolled to them.
BEYOND = """() => {
  document.documentElement.style.fontSize = "200%";
  const screen = document.documentElement.clientWidth;
  const texts = document.createTreeWalker(document.querySelector("body"), NodeFilter.SHOW_TEXT);
  const found = [];
  const scrolls = (place) =>
    getComputedStyle(place).overflowX === "auto" && place.scrollWidth > place.clientWidth;
  while (texts.nextNode()) {
    const text = texts.currentNode;
    let place = text.parentElement;
    if (!text.data.trim() || !place.checkVisibility() || place.closest(".vh, .skip")) continue;
    while (place && !scrolls(place)) place = place.parentElement;
    if (place) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const out = [...range.getClientRects()].some((box) => box.right > screen + 1 || box.left < -1);
    if (out) found.push(text.data.trim());
  }
  return found;
}"""


def test_every_word_of_the_coordinators_pages_stays_on_the_screen(
    new_page, transactional_db, user_with, fits
):
    team = TeamFactory(code=HERE)
    people = roster(team, 2, key="change-leader") + roster(team, 2)
    coordinator = user_with(Role.COORDINATOR, HERE)
    kept = {"team": team, "by": coordinator, "came": people, "title": LONG}
    draft, sent = activity_with("draft", **kept), activity_with("submitted", **kept)
    activity_with("planned", team=team, by=coordinator, title=LONG, starts_on=date(2019, 3, 4))
    page: Page = new_page(360, 740, touch=True, user=coordinator)
    logs = [f"activities/{log.uid}/" for log in (draft, sent)]
    person = f"people/{people[0].person.uid}/"
    for name in (
        "",
        "new/",
        "activities/",
        *logs,
        "people/",
        person,
        f"teams/{team.pk}/",
        "plan/",
        "calendar/",
    ):
        page.goto(f"/log/{name}")
        assert page.evaluate(BEYOND) == [], name
        fits(page)
