// Somebody who is not on the roster, added on the spot: name and group are enough. They come with the log.

import { uuid } from "../app/store.js";
import { prefixOf } from "../app/text.js";
import { all, element, hidden, made, say } from "./fields.js";
import { fold } from "./find.js";

const BLANK_PREFIX = "sffffffff";
const BOXES = ["prefix", "given_name", "family_name", "group", "issues", "phone", "birth_year", "sex"];

export class Walkins {
  constructor(form, roll, parts) {
    Object.assign(this, { form, roll, parts });
    this.box = form.querySelector("[data-newcomer]");
    if (!this.box) return;
    this.known = this.box.querySelector("[data-known]");
    form.addEventListener("click", (event) => this.clicked(event));
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.tagName !== "INPUT") return;
      event.preventDefault();
      this.ask(false);
    });
  }

  clicked(event) {
    const press = (name) => event.target.closest(`[data-${name}]`);
    if (press("add-person")) this.ask(false);
    else if (press("surely-new")) this.ask(true);
    else if (press("same")) this.same(press("same").closest("li").dataset.same);
    else if (press("drop-walkin")) this.drop(press("drop-walkin").closest("[data-row]"));
    else return;
    event.preventDefault();
  }

  // What stands in the boxes, name by name.
  typed() {
    const values = [];
    if (!this.box) return values;
    for (const name of BOXES) {
      for (const box of this.box.querySelectorAll(`[name="new-${name}"]`)) {
        if ((box.type === "radio" || box.type === "checkbox") && !box.checked) continue;
        values.push([name, box.value.trim()]);
      }
    }
    return values;
  }

  isBegun() {
    const names = ["given_name", "family_name", "phone"];
    return this.typed().some(([name, value]) => names.includes(name) && value);
  }

  // Puts back what was half typed.
  retype(values) {
    for (const [name, value] of values) {
      for (const box of this.box?.querySelectorAll(`[name="new-${name}"]`) ?? []) {
        if (box.type === "radio" || box.type === "checkbox") box.checked ||= box.value === value;
        else box.value = value;
      }
    }
    if (this.isBegun()) this.box.open = true;
  }

  ask(surelyNew) {
    const values = this.typed();
    const given = all(values, "given_name")[0] ?? "";
    const family = all(values, "family_name")[0] ?? "";
    this.clearMessages();
    let fine = true;
    if (!given) fine = this.complain("given_name", this.form.dataset.noName);
    if (!all(values, "group").length) fine = this.complain("group", this.form.dataset.noGroup);
    if (!fine) return;
    const alike = surelyNew ? [] : this.alike(`${given} ${family}`);
    if (alike.length) this.offer(alike);
    else this.take(values);
  }

  alike(name) {
    const words = fold(name);
    return [...this.roll.rows.keys()].filter((row) => {
      if (row.hidden) return false;
      const known = fold(row.querySelector(".who b").textContent);
      return known === words || (words.length > 5 && distanceIsOne(known, words));
    });
  }

  offer(rows) {
    this.known.replaceChildren(element("known"));
    const list = this.known.querySelector("ul");
    for (const row of rows.slice(0, 3)) {
      const line = element("known-one");
      line.dataset.same = row.dataset.row;
      line.querySelector("b").textContent = row.querySelector(".who b").textContent;
      const detail = row.querySelector(".who .mut:last-child")?.textContent;
      if (detail) line.querySelector("span").append(` ${detail}`);
      list.append(line);
    }
    this.known.querySelector("button").focus();
  }

  same(key) {
    const row = this.roll.root.querySelector(`[data-row="${key}"]`);
    if (!row.classList.contains("came")) this.roll.tap(row);
    this.close(row);
  }

  take(values) {
    const row = this.add(uuid(), values);
    for (const box of row.querySelectorAll('.y input:not([disabled])')) box.checked = true;
    this.roll.update(row);
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.close(row);
  }

  // A row of its own in the group, with the boxes that go along hidden in it.
  add(uid, values) {
    const key = prefixOf("w", uid);
    const group = all(values, "group")[0];
    const name = `${all(values, "given_name")[0] ?? ""} ${all(values, "family_name")[0] ?? ""}`.trim();
    const place =
      this.roll.root.querySelector(`[data-rows="${CSS.escape(group ?? "")}"]`) ?? this.roll.root.querySelector("[data-rows]");
    const prefixes = this.parts.list.map((part) => part.dataset.part);
    const marks = { "[[name]]": name, "[[detail]]": "", "[[since]]": "", "[[until]]": "", "[[key]]": key };
    place.insertAdjacentHTML("beforeend", made("row", { ...marks, [BLANK_PREFIX]: prefixes[0] }));
    const row = place.lastElementChild;
    for (const prefix of prefixes.slice(1)) {
      row.querySelector(".cells").insertAdjacentHTML("beforeend", made("cell", { "[[key]]": key, [BLANK_PREFIX]: prefix }));
    }
    row.append(hidden("walkin", uid), hidden(`${key}-uid`, uid));
    for (const [box, value] of values) row.append(hidden(`${key}-${box}`, value));
    const drop = element("walkin-drop");
    drop.querySelector(".vh").textContent = ` ${name}`;
    row.querySelector(".who").after(drop);
    this.roll.add(row);
    this.parts.follow();
    return row;
  }

  drop(row) {
    this.leaveOut(row.querySelector('input[name="walkin"]').value);
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    this.box.querySelector("summary").focus();
  }

  // Somebody who was added and is not meant after all; the server is told, too.
  leaveOut(uid) {
    this.form.append(hidden("walkin_gone", uid));
    const row = this.roll.root.querySelector(`[data-uid="${uid}"]`) ?? this.rowOf(uid);
    if (row) this.roll.remove(row);
  }

  rowOf(uid) {
    return this.roll.root.querySelector(`input[name="walkin"][value="${uid}"]`)?.closest("[data-row]");
  }

  close(row) {
    this.known.replaceChildren();
    for (const box of this.box.querySelectorAll("input, select")) {
      if (box.type === "radio" || box.type === "checkbox") box.checked = box.defaultChecked;
      else if (box.type !== "hidden") box.value = "";
    }
    this.box.open = false;
    row.scrollIntoView({ block: "center" });
    row.querySelector(".cell:not([hidden]) input:checked")?.focus({ preventScroll: true });
  }

  complain(name, words) {
    const field = this.box.querySelector(`[name="new-${name}"]`).closest(".field");
    const line = element("problem");
    say(line.querySelector("span"), words);
    line.setAttribute("role", "alert");
    field.prepend(line);
    field.classList.add("err");
    field.querySelector("input").focus();
    return false;
  }

  clearMessages() {
    for (const line of this.box.querySelectorAll("[data-said]")) line.remove();
    for (const field of this.box.querySelectorAll(".err")) field.classList.remove("err");
    this.known.replaceChildren();
  }
}

// Whether two names differ by one letter: typed otherwise, left out, or too much.
function distanceIsOne(one, other) {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && long[at] === short[at]) at += 1;
  return long.slice(at + 1) === short.slice(long.length === short.length ? at + 1 : at);
}
