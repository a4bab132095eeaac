// What is to be mended before a log is sent: a list that leads to the fields, and a message beside each.

import { chosen } from "./days.js";
import { element, say } from "./fields.js";

// What the phone can see by itself; the server looks again, and at more.
export function missing(log) {
  const words = log.form.dataset;
  const found = [];
  if (!log.form.elements.title.value.trim()) found.push(["id_title", words.noTitle]);
  for (const part of log.parts.list) {
    const prefix = part.dataset.part;
    if (!chosen(log.parts.dayBlock(prefix))) found.push([`id_${prefix}-date`, words.noDay]);
    if (!log.form.querySelector(`[name="${prefix}-method"]:checked`)) found.push([`id_${prefix}-method`, words.noMethod]);
  }
  if (!log.roll.came && !log.counts.total() && ![...log.parts.days().values()].includes("")) found.push(["who", words.nobodyCame]);
  if (log.walkins.isBegun()) found.push(["newcomer", words.halfAdded]);
  return found.map(([anchor, message]) => ({ anchor, message }));
}

export function show(form, problems) {
  clear(form);
  if (!problems.length) return;
  const list = element("errors");
  say(list.querySelector("h2 span"), form.dataset.notYet, problems.length);
  for (const { anchor, message } of problems) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${anchor || "log"}`;
    link.textContent = message;
    line.append(link);
    list.querySelector("ul").append(line);
    beside(anchor, message);
  }
  form.querySelector("[data-problems]").replaceChildren(list);
  list.querySelector(".errors").focus();
}

export function clear(form) {
  form.querySelector("[data-problems]").replaceChildren();
  for (const line of form.querySelectorAll("[data-said]")) line.remove();
  for (const field of form.querySelectorAll(".field.err")) field.classList.remove("err");
}

function beside(anchor, message) {
  const target = anchor && document.getElementById(anchor);
  if (!target) return;
  for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  target.closest("[hidden][data-other-day]")?.removeAttribute("hidden");
  const line = element("problem");
  say(line.querySelector("span"), message);
  const field = target.closest(".field");
  if (field) {
    field.classList.add("err");
    // After the words of the field, before its box.
    const words = field.querySelector(":scope > legend, :scope > label");
    if (words) words.after(line);
    else field.prepend(line);
  } else {
    target.querySelector("h2")?.after(line);
  }
}
