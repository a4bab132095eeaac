"""A phone in a hall without a signal, for the tests of it."""

from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

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


def sign_in(context: BrowserContext, user: Any, base: str) -> None:
    """As if ``user`` had signed in on this phone; the cookie outlives the browser, as the real one does."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
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
