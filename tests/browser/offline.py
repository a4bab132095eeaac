"""A phone in a hall without a signal, for the tests of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from geo.choices import Role
from tests import signing
from tests.factories.leaders import TeamFactory
from tests.factories.programmes import roster

# The app is kept: its worker answers, the first page is there, and so are the rosters.
KEPT = """async () => {
  const kit = () => new Promise((done) => {
    const asked = indexedDB.open("khabuan");
    asked.onerror = () => done(false);
    asked.onsuccess = () => {
      const db = asked.result;
      if (!db.objectStoreNames.contains("facts")) { db.close(); return done(false); }
      const got = db.transaction("facts").objectStore("facts").get("kit");
      got.onsuccess = () => { db.close(); done(Boolean(got.result)); };
    };
  });
  const pause = () => new Promise((done) => setTimeout(done, 50));
  await navigator.serviceWorker.ready;
  const worker = navigator.serviceWorker;
  while (!worker.controller || !(await caches.match("/log/")) || !(await kit())) await pause();
}"""
# Everything that lies open on the phone, as text.
OPEN = """async () => {
  const db = await new Promise((done) => {
    const asked = indexedDB.open("khabuan");
    asked.onsuccess = () => done(asked.result);
  });
  const found = {};
  for (const name of db.objectStoreNames) {
    found[name] = await new Promise((done) => {
      const got = db.transaction(name).objectStore(name).getAll();
      got.onsuccess = () => done(got.result);
    });
  }
  db.close();
  const pages = [];
  for (const name of await caches.keys()) {
    if (name !== "khabuan-pages") continue;
    for (const request of await (await caches.open(name)).keys()) {
      pages.push(await (await caches.match(request)).text());
    }
  }
  return JSON.stringify([found, pages]);
}"""
HERE, BESIDE = "440501", "440503"
# Where a phone sends its logs.
LOGS = "/log/phone/logs/"
WAITS = "บันทึกไว้ในเครื่อง {} รายการ รอส่ง"
ARRIVED = "ถึงระบบแล้ว"
CUT_OFF = ("ERR_INTERNET_DISCONNECTED", "ERR_EMPTY_RESPONSE")
WRITTEN = f"""async (words) => {{
  const open = {OPEN};
  while (!(await open()).includes(words)) await new Promise((done) => setTimeout(done, 20));
}}"""


@pytest.fixture
def team(transactional_db: None) -> Any:
    """A team of three change leaders and four members."""
    cache.clear()
    team = TeamFactory(code=HERE)
    roster(team, 3, key="change-leader")
    roster(team, 4, key="member")
    return team


@pytest.fixture
def coordinator(team: Any, user_with: Callable[..., Any]) -> Any:
    """The coordinator of the team's subdistrict."""
    return user_with(Role.COORDINATOR, HERE, display_name="ผู้ประสานงานทดสอบ")


@pytest.fixture
def phone(new_page: Callable[..., Page], coordinator: Any, console_clean: Any) -> Page:
    """The coordinator's phone after one visit with a signal."""
    for kind in CUT_OFF:
        console_clean.allow(kind)
    page = new_page(360, 740, touch=True, user=coordinator)
    visit(page)
    return page


def people(team: Any) -> list[str]:
    rows = team.enrolments.by_group().select_related("person")
    return [enrolment.person.full_name for enrolment in rows]


def sign_in(context: BrowserContext, user: Any, base: str) -> None:
    """As if ``user`` had signed in on this phone; the cookie outlives the browser, as the real one does."""
    client = Client()
    signing.sign_in(client, user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": base, "expires": 4_000_000_000}
    context.add_cookies([cookie])


def visit(page: Page) -> None:
    """One visit with a signal, until the app is kept on the phone."""
    page.goto("/log/")
    page.evaluate(KEPT)


def ready(page: Page) -> None:
    """The script has taken the form over."""
    expect(page.locator("form[data-ready]")).to_be_visible()


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def write_log(page: Page, title: str, *names: str, address: str = "/log/new/") -> None:
    """A whole log, not yet sent."""
    page.goto(address)
    ready(page)
    page.get_by_label("ชื่อกิจกรรม").fill(title)
    page.locator('[data-part] label:has-text("ปฏิบัติการจริง")').first.click()
    for name in names:
        row(page, name).locator(".who").click()


def send(page: Page) -> None:
    page.locator("[data-submit]").click()
    page.wait_for_url("**/log/")


def lies_open(page: Page) -> str:
    """All that somebody with this phone in hand could read."""
    return page.evaluate(OPEN)
