// The activity log, better with a script: it works without a signal, and loses nothing. Without a script every
// button works through the server.

import { enqueue, sendAll, sendDraft } from "./app/sending.js";
import { Refused, SignedOut, Unreachable, hello, workday } from "./app/server.js";
import { get, own } from "./app/store.js";
import { Counts } from "./form/counts.js";
import { watchDays, foldDays } from "./form/day.js";
import { choose } from "./form/days.js";
import { Draft, State } from "./form/draft.js";
import { fill, hidden, say } from "./form/fields.js";
import { watchFinder } from "./form/find.js";
import { Parts } from "./form/parts.js";
import { Photos } from "./form/photos.js";
import { missing, show } from "./form/problems.js";
import { Roll } from "./form/roll.js";
import { Walkins } from "./form/walkins.js";
import "./newcomer.js";

const PAUSE = 4000;
const AGAIN = 20_000;
// How long the button waits for a round of sending that is under way already.
const ROUND = 8000;
const HOME = "/log/";

class Log {
  constructor(form, account, today) {
    this.form = form;
    this.account = account;
    this.uid = form.dataset.uid;
    this.team = Number(form.dataset.team) || null;
    this.state = new State(form);
    this.roll = new Roll(form);
    this.parts = new Parts(form, this.roll, today);
    this.counts = new Counts(form);
    this.walkins = new Walkins(form, this.roll, this.parts);
    this.photos = new Photos(form, { log: this.uid, account, changed: () => this.changed() });
    this.draft = new Draft(this);
    this.timer = 0;
    this.stopped = false;
    watchFinder(this.roll);
    this.only();
  }

  // The same log in two tabs: the younger one goes on, the older one says so and keeps still.
  async only() {
    if (!navigator.locks) return;
    try {
      await navigator.locks.request(`khabuan-log-${this.uid}`, { steal: true }, () => new Promise(() => {}));
    } catch {
      this.stopped = this.elsewhere = true;
      clearTimeout(this.timer);
      clearTimeout(this.draft.timer);
      this.state.say(this.form.dataset.elsewhere, true);
    }
  }

  watch() {
    this.form.addEventListener("input", (event) => {
      if (event.target.type === "file") return;
      // Somebody half added is the phone's alone until the button beside it is pressed.
      if (event.target.name?.startsWith("new-")) this.draft.touch();
      else this.changed();
    });
    this.form.addEventListener("change", (event) => {
      if (event.target.tagName === "SELECT" && !event.target.name?.startsWith("new-")) this.changed();
    });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.submitter?.value === "submit") this.submit();
      else if (!event.submitter || event.submitter.value === "save") this.saveNow();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.draft.changes) this.draft.keep();
    });
    window.addEventListener("online", () => this.wait(0));
    // Sent by the page's own round: the same answer is heard.
    document.addEventListener("khabuan:sent", () => this.heard());
    document.querySelector("[data-choose-team]")?.addEventListener("change", (event) => this.otherTeam(event.target.value));
  }

  changed() {
    if (this.elsewhere) return;
    this.parts.sayMethods();
    say(document.querySelector('[data-sum="unnamed"]'), this.form.dataset.people, this.counts.total());
    this.draft.touch();
    this.wait(PAUSE);
  }

  wait(pause) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  // The draft to the server, quietly; without a signal it is tried again later.
  async save() {
    if (this.stopped || !(await this.draft.keepIfChanged())) return;
    const kept = await this.draft.found();
    if (!kept?.dirty) return;
    this.state.say(this.form.dataset.saving);
    try {
      const known = await hello();
      if (known.account !== this.account) throw new SignedOut();
      // Meanwhile somebody pressed the button: the finished log goes, not its draft.
      if (this.stopped) return;
      await sendDraft(kept);
    } catch (trouble) {
      if (this.stopped) return;
      this.state.onDevice();
      if (trouble instanceof Refused) return;
      if (!(trouble instanceof Unreachable || trouble instanceof SignedOut)) throw trouble;
      document.dispatchEvent(new CustomEvent("khabuan:trouble", { detail: trouble }));
      this.wait(AGAIN);
      return;
    }
    document.dispatchEvent(new CustomEvent("khabuan:reached"));
    await this.heard();
  }

  // What the server said of the draft.
  async heard() {
    const kept = await this.draft.found();
    if (!kept) return;
    if (this.aside(kept)) return;
    if (kept.outcome === "refused") {
      this.state.say(kept.problems?.[0]?.message || this.form.dataset.strange, true);
      return;
    }
    this.form.querySelector("[data-version]").value = kept.base;
    if (kept.kept) this.nowKept();
    await this.photos.sent();
    if (!kept.dirty && !kept.problems?.length) document.querySelector("[data-put-back]").hidden = true;
    if (kept.dirty) this.wait(PAUSE);
    else if (kept.problems?.length) this.state.say(this.form.dataset.unread, true, kept.problems.length);
    else this.state.saved();
  }

  // A reload, or a phone that threw the page away, comes back to this log: the phone has what was typed.
  nameAddress() {
    if (this.form.dataset.kept === "yes" || window.location.search.includes(this.uid)) return;
    const team = this.team ? `team=${this.team}&` : "";
    history.replaceState(null, "", `${HOME}new/?${team}log=${this.uid}`);
  }

  // A log that was new has an address of its own from now on.
  nowKept() {
    if (this.form.dataset.kept === "yes") return;
    this.form.dataset.kept = "yes";
    history.replaceState(null, "", `/log/activities/${this.uid}/`);
  }

  // Whether the server keeps it aside: two copies to choose from, or held for the reviewer. Nothing is sent from
  // here any more then, and that is told.
  aside(kept) {
    const banner = { conflict: "[data-two]", held: "[data-held-back]" }[kept.outcome];
    if (!banner) return false;
    this.stopped = true;
    document.querySelector(banner).hidden = false;
    if (kept.where) document.querySelector("[data-two-link]").href = kept.where;
    this.state.say("");
    return true;
  }

  async saveNow() {
    this.draft.touch();
    await this.draft.keep();
    await this.photos.again();
    await this.save();
  }

  async submit() {
    if (this.elsewhere) return;
    await this.draft.writing;
    const problems = missing(this);
    show(this.form, problems);
    if (problems.length) {
      this.draft.touch();
      return;
    }
    clearTimeout(this.timer);
    this.stopped = true;
    const button = document.querySelector("[data-submit]");
    button.setAttribute("aria-busy", "true");
    this.draft.changes += 1;
    this.state.say(this.form.dataset.sending);
    await this.photos.again();
    if (!(await this.draft.keep())) {
      // No room on the phone: it goes the plain way, as without a script.
      this.form.append(hidden("action", "submit"));
      this.form.submit();
      return;
    }
    const item = await enqueue(await this.draft.found());
    const how = await sendAll(undefined, ROUND);
    const left = (await own("queue", this.account)).find((row) => row.log === item.log);
    if (how !== "busy" && left?.state === "failed") {
      this.stopped = false;
      button.removeAttribute("aria-busy");
      this.state.onDevice();
      show(this.form, left.problems);
      return;
    }
    window.location.assign(HOME);
  }

  // The same log for another team: what was typed goes along, the roster is the other team's.
  async otherTeam(team) {
    this.team = Number(team);
    this.draft.touch();
    await this.draft.keep();
    window.location.assign(`${HOME}new/?team=${team}&log=${this.uid}`);
  }
}

async function begin(form) {
  // The server's word, on a page that just came from it.
  const today = form.dataset.today ?? (await workday());
  const account = Number(document.body.dataset.account) || (await get("facts", "account"));
  const log = new Log(form, account, today);
  watchDays(form);
  if ("fromPhone" in form.dataset) freshen(log, today);
  log.parts.follow();
  await restore(log);
  foldDays(form);
  log.watch();
  await log.photos.show();
  log.parts.sayMethods();
  form.dataset.ready = "";
  document.getElementById("errors")?.focus();
}

// A page that the service worker made: its days are those of the day it was kept on.
function freshen(log, today) {
  for (const part of log.parts.list) choose(log.parts.dayBlock(part.dataset.part), today, today);
  const begun = JSON.parse(document.getElementById("begun")?.textContent ?? "null");
  if (begun?.entries) log.draft.putBack(begun.entries);
  if (begun?.last) fill(log.form, lastOf(log, begun.last));
}

// The team's last log, as entries of this one's first part.
function lastOf(log, last) {
  const prefix = log.parts.list[0].dataset.part;
  const pairs = [
    ["title", last.title ?? ""],
    ["place_text", last.place_text ?? ""],
    ["site", String(last.site ?? "")],
    [`${prefix}-method`, String(last.method ?? "")],
    [`${prefix}-hours`, last.hours ?? ""],
    [`${prefix}-starts_at`, last.starts_at ?? ""],
  ];
  for (const issue of last.issues ?? []) pairs.push(["issues", String(issue)]);
  for (const method of last.further ?? []) pairs.push([`${prefix}-further`, String(method)]);
  return pairs;
}

async function restore(log) {
  let kept = await log.draft.found();
  // Two copies that somebody decided about: the server's page is the one that stands.
  const settled = kept?.outcome === "conflict" && !kept.dirty && log.form.dataset.undecided === "no";
  if (settled) {
    await log.draft.forget();
    kept = null;
  }
  if (!kept) return;
  log.walkins.retype(kept.typed ?? []);
  const other = kept.team !== log.team;
  const unsent = kept.dirty || kept.problems?.length || (await isQueued(log));
  log.aside(kept);
  const fromPhone = "fromPhone" in log.form.dataset;
  if (!unsent && kept.kept && !fromPhone && log.form.dataset.kept !== "yes") {
    // It was sent in the background while this page, still of a new log, was on its way.
    window.location.replace(`/log/activities/${log.uid}/`);
    return;
  }
  // On a page that the phone made, its own copy is all there is.
  if (!unsent && !fromPhone) return;
  log.draft.changes = kept.changes;
  // What is put back was written upon that version, not upon the newer one that the page may show: else a
  // colleague's change would be overwritten unseen.
  log.form.querySelector("[data-version]").value = kept.base;
  log.draft.putBack(other ? kept.entries.filter(([name]) => !/-[aw]\w+$/.test(name)) : kept.entries);
  show(log.form, (await isQueued(log))?.problems ?? []);
  if (!unsent) return;
  log.state.onDevice();
  const banner = document.querySelector("[data-put-back]");
  banner.hidden = false;
  banner.querySelector("[data-forget]").addEventListener("click", async () => {
    await log.draft.forget();
    window.location.reload();
  });
  if (!log.stopped) log.wait(PAUSE);
}

async function isQueued(log) {
  const mine = await own("queue", log.account);
  return mine.find((item) => item.log === log.uid && item.state === "failed");
}

begin(document.querySelector("[data-log]"));
