"""The roll call of 300 people on a slow phone: from a tap to the next frame that is painted, in Chromium.

    python -m benchmarks.rollcall [--people 300] [--slower 6] [--profile FILE]

Two parts on two days, a screen of 360 pixels; first as fast as this machine is, then slowed. A frame is
painted when the task after the next animation frame begins: style, layout and painting are done by then.
Event is what Chromium itself says of the same tap, until the picture is on the screen; it counts in steps of
8 ms and says 0 for what took less than 16. Work is what the page's own thread had of the processor, whatever
else the machine had to do; slowing multiplies it. ``--profile`` keeps a profile of the slowed run for the
developer tools, and costs time itself.
"""

import argparse
import json
import os
import random
import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from benchmarks.phones import coordinator, enrolled, signed_in
from benchmarks.site import site
from benchmarks.world import World, world
from tests.browser import chromium

PEOPLE, SLOWER, TAPS = 300, 6, 20
WORDS = ("ขวัญ12", "ทดสอบ", "ขวัญ2", "ไม่มีใคร")
SETTLE = 100  # milliseconds, before the draft is written down
SEED = 5
Found = dict[str, list[dict[str, float]]]

# Notes of every tap and letter how long it took until the page heard of it and until the next frame was
# painted, and what the browser itself says.
WATCH = """() => {
  window.heard = []; window.events = [];
  for (const kind of ["click", "input"]) document.addEventListener(kind, (event) => {
    if (!event.isTrusted) return;
    const began = event.timeStamp, delay = performance.now() - began;
    requestAnimationFrame(() => {
      const after = new MessageChannel();
      after.port1.onmessage = () => window.heard.push({ delay, frame: performance.now() - began });
      after.port2.postMessage(0);
    });
  }, true);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) window.events.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16 });
}"""
TAKE = """() => { const found = { heard: window.heard, event: Math.max(0, ...window.events) };
  window.heard = []; window.events = []; return found; }"""
# The rows that were scrolled to are painted.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main() -> int:
    """Print the milliseconds of each kind of tap, as they are and slowed."""
    options = _options()
    with world(1) as made:
        from programmes.models import LearnerGroup

        team = made.teams[0]
        for group in LearnerGroup.objects.all()[:3]:
            enrolled(made, team, group, options.people // 3)
        user = coordinator("phone", team)
        path = f"/log/activities/{_log(made, team, user)}/"
        print(f"{options.people} people, 2 parts, {os.cpu_count()} cores", flush=True)
        with site() as running:
            runs = {
                slower: _measure(running.url, path, signed_in(user), slower, options.profile)
                for slower in (1, options.slower)
            }
    _tell(runs, options.slower)
    return 0


def _log(made: World, team: Any, user: Any) -> Any:
    """Uid of a begun log with a part on each of two days."""
    from programmes.choices import ActivityStatus
    from programmes.services.activities import SessionInput, create_activity
    from thai.clock import today

    days = [today() - timedelta(days=back) for back in (1, 0)]
    return create_activity(
        programme=made.programme, team=team, title="ประชุมใหญ่", by=user, status=ActivityStatus.DRAFT,
        sessions=[SessionInput(date=day) for day in days],
    ).uid  # fmt: skip


def _measure(url: str, path: str, cookie: str, slower: int, profile: str) -> Found:
    """Everything once on a phone whose processor is so many times slower."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.FLAGS))
        context = browser.new_context(
            base_url=url, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True,
            locale="th-TH", timezone_id="Asia/Bangkok",
        )  # fmt: skip
        context.set_default_timeout(120_000)
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])
        page = context.new_page()
        page.goto(path)
        page.wait_for_selector("[data-log][data-ready]")
        tools = context.new_cdp_session(page)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        tools.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.evaluate(WATCH)
        if profile and slower > 1:
            tools.send("Profiler.enable")
            tools.send("Profiler.start")
        found = _taps(page, lambda: _worked(tools))
        if profile and slower > 1:
            Path(profile).write_text(json.dumps(tools.send("Profiler.stop")["profile"]))
        browser.close()
    return found


def _worked(tools: Any) -> float:
    """Milliseconds that the page's thread has worked."""
    metrics = tools.send("Performance.getMetrics")["metrics"]
    return next(one["value"] for one in metrics if one["name"] == "TaskDuration") * 1000


def _taps(page: Any, worked: Callable[[], float]) -> Found:
    """Taps on names and cells all over the roll, everyone came, letters in the finder."""
    chance = random.Random(SEED)
    found: Found = defaultdict(list)
    rows = page.locator("[data-row]:not([hidden])")
    places = chance.sample(range(rows.count()), 2 * TAPS)
    for number, place in enumerate(places):
        kind, inside = ("name", "label.who") if number % 2 else ("cell", ".cell .t3")
        spot = _reach(page, rows.nth(place).locator(inside).first)
        _note(found[f"tap on a {kind}"], page, worked, lambda spot=spot: page.touchscreen.tap(*spot))
        # Sometimes while the draft is being written down, sometimes after.
        page.wait_for_timeout(chance.randrange(0, 300))
    everyone = _reach(page, page.locator("[data-everyone]"))
    for _ in range(3):
        _note(found["everyone came"], page, worked, lambda: page.touchscreen.tap(*everyone))
    finder = page.locator("[data-find]")
    finder.focus()
    for word in WORDS:
        for letter in word:
            _note(
                found["a letter typed"], page, worked, lambda letter=letter: page.keyboard.insert_text(letter)
            )
        for _ in word:
            _note(found["a letter taken out"], page, worked, lambda: page.keyboard.press("Backspace"))
    return found


def _reach(page: Any, target: Any) -> tuple[float, float]:
    """The middle of ``target`` on the screen, once nothing moves any more."""
    target.evaluate("(element) => element.scrollIntoView({ block: 'center', behavior: 'instant' })")
    page.evaluate(DRAWN)
    page.wait_for_timeout(SETTLE)
    box = target.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _note(
    into: list[dict[str, float]], page: Any, worked: Callable[[], float], act: Callable[[], None]
) -> None:
    """Do it, and note the slowest of what the page heard of it."""
    page.evaluate(TAKE)
    before = worked()
    act()
    # No polling: it would take its share of every frame.
    page.wait_for_timeout(SETTLE)
    while not page.evaluate("window.heard.length"):
        page.wait_for_timeout(SETTLE)
    work = worked() - before
    taken = page.evaluate(TAKE)
    into.append(
        {
            "delay": max(one["delay"] for one in taken["heard"]),
            "frame": max(one["frame"] for one in taken["heard"]),
            "event": taken["event"],
            "work": work,
        }
    )


def _tell(runs: dict[int, Found], slower: int) -> None:
    """A line for each kind: median, 95th of a hundred and worst, as it is and slowed."""
    for kind in runs[1]:
        print(f"{kind} ({len(runs[1][kind])})")
        for what in ("frame", "event", "delay", "work"):
            plain, slowed = (_spread(runs[rate][kind], what) for rate in (1, slower))
            ratio = f"{slowed[0] / plain[0]:.1f} ×" if plain[0] else "—"
            print(
                f"  {what:<6} {' / '.join(f'{value:4.0f}' for value in plain)} ms; slowed {slower} times "
                f"{' / '.join(f'{value:4.0f}' for value in slowed)} ms, {ratio}"
            )


def _spread(noted: list[dict[str, float]], what: str) -> tuple[float, float, float]:
    values = sorted(one[what] for one in noted)
    return median(values), values[int(0.95 * (len(values) - 1))], values[-1]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rollcall")
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--slower", type=int, default=SLOWER)
    parser.add_argument("--profile", default="", metavar="FILE")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
