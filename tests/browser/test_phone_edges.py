"""What seldom happens on a phone: a draft put back into a newer page, a browser that keeps nothing."""

import re

from geo.choices import Role
from programmes.models import Submission
from tests.factories.programmes import activity_with
from tests.programmes.log.pages import LogPage

from .network import cut, restore, trouble, unreachable
from .offline import HERE, WRITTEN, coordinator, phone, ready, team, visit

__all__ = ["coordinator", "phone", "team"]


def test_a_draft_put_back_into_a_newer_page_overwrites_nobody(
    phone, coordinator, team, user_with, client_of
) -> None:
    draft = activity_with("draft", came=[team.enrolments.first()], by=coordinator, team=team, title="ร่างร่วม")
    visit(phone)
    phone.wait_for_load_state("networkidle")
    cut(phone)
    phone.goto(f"/log/activities/{draft.uid}/")
    ready(phone)
    phone.get_by_label("ชื่อกิจกรรม").fill("ของฉัน")
    phone.evaluate(WRITTEN, "ของฉัน")
    colleague = user_with(Role.COORDINATOR, HERE, display_name="เพื่อนร่วมทีม")
    LogPage(client_of(colleague), draft).press("save", title="ของเพื่อน")
    # The page comes, and something is typed into it before the draft went.
    with trouble(unreachable("/log/phone/")):
        restore(phone)
        phone.goto(f"/log/activities/{draft.uid}/")
        ready(phone)
        phone.get_by_label("ได้อะไร").fill("พิมพ์ต่อ")
        phone.evaluate(WRITTEN, "พิมพ์ต่อ")
    with phone.expect_response("**/log/phone/logs/"):
        phone.goto("/log/")
    draft.refresh_from_db()
    assert draft.title == "ของเพื่อน"
    assert Submission.objects.get(outcome="conflict").base < draft.version


def test_signing_out_works_where_the_browser_keeps_nothing(
    new_page, coordinator, team, console_clean
) -> None:
    console_clean.allow("none is kept")
    page = new_page(360, 740, touch=True, user=coordinator)
    none = "Object.defineProperty(self, 'indexedDB', {value: {open() { throw new Error('none is kept'); }}})"
    page.add_init_script(none)
    page.goto("/log/")
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url(re.compile(r"/th/$"))
