// The draft: on the phone within a moment of every tap, on the server when there is a signal. Put back whenever
// the log is opened and the phone knows more than the server.

import { Left, drop, get, own, togetherFor } from "../app/store.js";
import { prefixOf } from "../app/text.js";
import { all, fill, hidden, read, say } from "./fields.js";
import { chosen } from "./days.js";

const MOMENT = 150;

export class Draft {
  constructor(log) {
    this.log = log;
    this.form = log.form;
    this.changes = 0;
    this.timer = 0;
    this.last = 0;
    this.writing = Promise.resolve();
  }

  // Something was typed or tapped: written down at once, and while somebody types on, a few times a second.
  touch() {
    this.log.nameAddress();
    this.changes += 1;
    clearTimeout(this.timer);
    const rest = this.last + MOMENT - performance.now();
    this.timer = setTimeout(() => this.keep(), Math.max(rest, 0));
  }

  // Answers whether there is anything to send that is written down.
  async keepIfChanged() {
    if (this.timer) await this.keep();
    return this.changes > 0;
  }

  // Writes the draft down, one writing after the other.
  keep() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.last = performance.now();
    this.writing = this.writing.then(() => this.write());
    return this.writing;
  }

  async write() {
    try {
      await togetherFor(this.log.account, ["drafts"], async ({ drafts }) => {
        const known = await drafts.get(this.log.uid);
        await drafts.put({
          ...known,
          ...this.now(),
          base: Math.max(known?.base ?? 0, this.base),
          kept: known?.kept ?? this.form.dataset.kept === "yes",
          dirty: true,
          problems: [],
        });
      });
      this.log.state.onDevice();
      return true;
    } catch (trouble) {
      if (!(trouble instanceof Left)) this.log.state.noRoom();
      return false;
    }
  }

  // The draft as it stands in the page.
  now() {
    const first = this.log.parts.list[0];
    return {
      log: this.log.uid,
      account: this.log.account,
      team: this.log.team,
      title: this.form.elements.title.value.trim(),
      day: chosen(this.log.parts.dayBlock(first.dataset.part)),
      came: this.log.roll.came,
      entries: read(this.form),
      typed: this.log.walkins.typed(),
      changes: this.changes,
      at: Date.now(),
    };
  }

  get base() {
    return Number(this.form.querySelector("[data-version]").value) || 0;
  }

  // What the phone kept for this log and this account; nothing for a stranger's.
  async found() {
    const kept = await get("drafts", this.log.uid);
    return kept && kept.account === this.log.account ? kept : null;
  }

  // Puts entries into the form: parts, people without names and newcomers first, so that their boxes are there.
  putBack(kept) {
    const { parts, counts, walkins, roll } = this.log;
    const entries = withFirst(kept, parts.uidOf(parts.list[0]));
    const sessions = all(entries, "session");
    const there = new Set(parts.list.map((part) => parts.uidOf(part)));
    for (const uid of sessions) if (!there.has(uid)) parts.add(uid);
    for (const part of parts.list.slice(1)) {
      if (sessions.length && !sessions.includes(parts.uidOf(part))) parts.remove(part);
    }
    while (counts.rows < Number(all(entries, "counts")[0] ?? 1)) counts.add();
    for (const uid of all(entries, "walkin")) this.walkinBack(uid, entries, walkins);
    for (const uid of all(entries, "walkin_gone")) walkins.leaveOut(uid);
    fill(this.form, entries);
    this.carry(entries);
    parts.follow();
    roll.recount();
  }

  // Answers about people who are on no roster here any more, moved or merged meanwhile: the server knows whom
  // they mean by now.
  carry(entries) {
    for (const [name, value] of entries) {
      if (!/^s[0-9a-f]{8}-a\d+$/.test(name) || value === "unknown") continue;
      if (!this.form.querySelector(`[name="${name}"]`)) this.form.append(hidden(name, value));
    }
  }

  walkinBack(uid, entries, walkins) {
    const key = prefixOf("w", uid);
    const known = this.log.roll.root.querySelector(`[data-uid="${uid}"]`);
    if (known) {
      // The server knows them by now: their answers belong to the row that it drew.
      for (const [name, value] of entries) {
        if (name.endsWith(`-${key}`)) entries.push([name.replace(key, known.dataset.row), value]);
      }
      return;
    }
    const values = entries.filter(([name]) => name.startsWith(`${key}-`) && name !== `${key}-uid`);
    walkins.add(uid, values.map(([name, value]) => [name.slice(key.length + 1), value]));
  }

  // Away with the phone's copy: what stands on the server is shown.
  async forget() {
    clearTimeout(this.timer);
    await this.writing;
    await drop("drafts", this.log.uid);
    for (const file of await own("files", this.log.account)) {
      if (file.log === this.log.uid) await drop("files", file.uid);
    }
    for (const item of await own("queue", this.log.account)) {
      if (item.log === this.log.uid && item.state === "failed") await drop("queue", item.id);
    }
  }
}

// A page of a log that the server does not have yet names its first part anew: the draft's first part is that one.
function withFirst(entries, uid) {
  const sessions = all(entries, "session");
  if (!sessions.length || sessions.includes(uid)) return [...entries];
  const [old, fresh] = [sessions[0], uid].map((one) => `${prefixOf("s", one)}-`);
  return entries.map(([name, value]) =>
    name === "session" && value === sessions[0]
      ? [name, uid]
      : [name.startsWith(old) ? fresh + name.slice(old.length) : name, value],
  );
}

// The line below the button: where the draft is, and what is wrong with it.
export class State {
  constructor(form) {
    this.form = form;
    this.line = document.getElementById("state");
  }

  say(words, bad = false, ...numbers) {
    this.line.classList.toggle("bad", bad);
    say(this.line, words, ...numbers);
  }

  onDevice() {
    this.say(this.form.dataset.onDevice);
  }

  noRoom() {
    this.say(this.form.dataset.noRoom, true);
  }

  saved() {
    const clock = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
    this.say(this.form.dataset.saved, false, document.documentElement.lang === "en" ? clock.replace(".", ":") : `${clock} น.`);
  }
}
