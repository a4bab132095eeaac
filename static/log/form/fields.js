// The log as names and values: read from the form, and put back into it.

import { safe } from "../app/text.js";

// Neither part of the log nor the phone's to keep: files go by themselves, a newcomer when the button is pressed.
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "version", "action", "photos", "sheet", "uid", "team"]);
// Hidden boxes that hold an answer; the others name parts that are there already.
const ALSO = new Set(["position_source"]);

export function read(form) {
  const entries = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !LEFT_OUT.has(name) && !name.startsWith("new-"),
  );
  // The boxes of another day say nothing where today or yesterday was chosen.
  const near = entries.filter(([name, value]) => name.endsWith("-when") && value !== "other");
  const idle = near.map(([name]) => name.replace(/when$/, "date_"));
  return entries.filter(([name]) => !idle.some((start) => name.startsWith(start)));
}

export function fill(form, entries) {
  const values = new Map();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  for (const box of form.elements) {
    if (!box.name || LEFT_OUT.has(box.name) || box.name.startsWith("new-") || box.type === "submit") continue;
    const kept = values.get(box.name);
    if (box.type === "radio") {
      if (kept) box.checked = kept.includes(box.value);
    } else if (box.type === "checkbox") {
      box.checked = (kept ?? []).includes(box.value);
    } else if ((box.type !== "hidden" || ALSO.has(box.name)) && box.type !== "file" && kept) {
      box.value = kept[0];
    }
  }
}

export function all(entries, name) {
  return entries.filter(([key]) => key === name).map(([, value]) => value);
}

export function hidden(name, value) {
  const box = document.createElement("input");
  box.type = "hidden";
  box.name = name;
  box.value = value;
  return box;
}

// What a template of the page holds, with texts, made safe, in place of its marks: "[[name]]" and the names of parts
// that are nobody's. All in one go: a text that looks like a mark stays a text.
export function made(kind, marks = {}) {
  const html = document.querySelector(`template[data-new="${kind}"]`).innerHTML;
  const names = Object.keys(marks);
  if (!names.length) return html;
  const any = new RegExp(names.map((name) => name.replace(/[[\]]/g, "\\$&")).join("|"), "g");
  return html.replace(any, (mark) => safe(marks[mark]));
}

export function element(kind, marks) {
  const holder = document.createElement("template");
  holder.innerHTML = made(kind, marks).trim();
  return holder.content.firstElementChild;
}

export function say(element, words, ...numbers) {
  if (!element || !words) return;
  const text = numbers.reduce((said, number, place) => said.replace(`%${place + 1}`, number), words);
  // Unchanged words are not written again: a reader would hear them again.
  if (element.textContent !== text) element.textContent = text;
}
