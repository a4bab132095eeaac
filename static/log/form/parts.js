// Parts of an activity, each with a day of its own: added with everybody's cell, and taken out again.

import { uuid } from "../app/store.js";
import { prefixOf } from "../app/text.js";
import { foldDays } from "./day.js";
import { choose, chosen, shifted, written } from "./days.js";
import { hidden, made, say } from "./fields.js";

const BLANK = "ffffffff-ffff-4fff-bfff-ffffffffffff";
const BLANK_PREFIX = "sffffffff";

export class Parts {
  constructor(form, roll, today) {
    this.form = form;
    this.roll = roll;
    this.today = today;
    this.box = form.querySelector("[data-parts]");
    this.summary = document.querySelector("#summary dl");
    form.addEventListener("click", (event) => this.clicked(event));
    form.addEventListener("change", (event) => {
      if (event.target.closest("[data-day]")) this.follow();
    });
  }

  clicked(event) {
    if (event.target.closest("[data-add-part]")) {
      event.preventDefault();
      const part = this.addNext();
      part.querySelector("input[type=radio]")?.focus();
      this.changed();
    }
    const remove = event.target.closest("[data-remove-part]");
    if (remove) {
      event.preventDefault();
      this.remove(remove.closest("[data-part]"));
      this.changed();
    }
  }

  changed() {
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  get list() {
    return [...this.box.querySelectorAll("[data-part]")];
  }

  uidOf(part) {
    return part.querySelector('input[name="session"]').value;
  }

  // The first part's day stands at the top of the page, the others' in their own.
  dayBlock(prefix) {
    return this.form.querySelector(`[data-day="${prefix}"]`);
  }

  days() {
    const pairs = this.list.map((part) => [part.dataset.part, chosen(this.dayBlock(part.dataset.part))]);
    return new Map(pairs);
  }

  // One more part like the last: the day after, if that has come, as long, at the same time, by the same method.
  addNext() {
    const last = this.list[this.list.length - 1];
    const before = chosen(this.dayBlock(last.dataset.part)) || this.today;
    const next = shifted(before, 1);
    const part = this.add(uuid());
    copyBoxes(last, part);
    choose(this.dayBlock(part.dataset.part), next <= this.today ? next : before, this.today);
    foldDays(part);
    this.follow();
    return part;
  }

  add(uid) {
    const prefix = prefixOf("s", uid);
    const number = this.list.length + 1;
    const html = made("part", { "[[n]]": number, [BLANK]: uid, [BLANK_PREFIX]: prefix });
    this.box.insertAdjacentHTML("beforeend", html);
    const part = this.box.lastElementChild;
    choose(this.dayBlock(prefix), this.today, this.today);
    foldDays(part);
    for (const row of this.roll.rows.keys()) addCell(row, prefix);
    return part;
  }

  remove(part) {
    const prefix = part.dataset.part;
    // The server may have it: it is told that this one is gone, and does not miss it only.
    this.form.append(hidden("session_gone", this.uidOf(part)));
    part.remove();
    for (const cell of this.roll.root.querySelectorAll(`[data-cell="${prefix}"]`)) cell.remove();
    this.follow();
  }

  // Numbers, days and who is on the roster follow what was chosen.
  follow() {
    const days = this.days();
    this.list.forEach((part, place) => {
      const name = part.querySelector("[data-part-name]");
      say(name, name.dataset.partName, place + 1);
      part.querySelector("legend").textContent = name.textContent;
      part.querySelector("[data-part-day]").textContent = written(days.get(part.dataset.part));
    });
    const words = this.words(days);
    for (const cell of this.roll.root.querySelectorAll("[data-cell]")) {
      const [whole, short] = words.get(cell.dataset.cell);
      if (cell.dataset.called === whole) continue;
      cell.dataset.called = whole;
      cell.setAttribute("aria-label", whole);
      cell.querySelector(".day").textContent = short;
    }
    const first = document.querySelector("[data-sum-day]");
    if (first) first.textContent = written([...days.values()][0]);
    this.roll.setDays(days);
  }

  // What a cell is called, whole and short: its day, and the part where several share it.
  words(days) {
    const all = [...days.values()];
    const called = this.list.map((part, place) => {
      const prefix = part.dataset.part;
      const day = days.get(prefix);
      const [whole, short] = [written(day), written(day).replace(/ \d+$/, "")];
      if (all.filter((other) => other === day).length < 2) return [prefix, [whole, short]];
      const name = part.querySelector("[data-part-name]").dataset.partName.replace("%1", place + 1);
      return [prefix, [`${name} ${whole}`, name]];
    });
    return new Map(called);
  }

  sayMethods() {
    for (const place of document.querySelectorAll("[data-method]")) {
      const picked = this.form.querySelector(`[name="${place.dataset.method}-method"]:checked`);
      place.textContent = picked ? picked.closest("label").textContent.trim() : "—";
    }
  }
}

function addCell(row, prefix) {
  const key = row.dataset.row;
  const html = made("cell", { "[[key]]": key, [BLANK_PREFIX]: prefix });
  row.querySelector(".cells").insertAdjacentHTML("beforeend", html);
}

function copyBoxes(from, to) {
  const [old, fresh] = [from.dataset.part, to.dataset.part];
  for (const box of from.querySelectorAll("input")) {
    const name = box.name.replace(old, fresh);
    if (box.type === "radio" || box.type === "checkbox") {
      if (box.closest("[data-day]")) continue;
      const twin = [...to.querySelectorAll(`[name="${name}"]`)].find((other) => other.value === box.value);
      if (twin) twin.checked = box.checked;
    } else if (box.type !== "hidden" && !box.closest("[data-day]")) {
      const twin = to.querySelector(`[name="${name}"]`);
      if (twin) twin.value = box.value;
    }
  }
  const [details, twin] = [from.querySelector("details:not(.parthead)"), to.querySelector("details:not(.parthead)")];
  if (details && twin) twin.open = details.open;
}
