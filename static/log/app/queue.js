// What waits on the phone, in sight: how many, what is being sent, what failed and why, and how to mend it.

import { all } from "../form/fields.js";
import { change, drop, get, own, uuid } from "./store.js";
import { prefixOf } from "./text.js";

const box = document.querySelector("[data-queue]");

export async function showQueue(account, step = {}) {
  if (!box) return;
  let items;
  try {
    items = await own("queue", account);
  } catch {
    return;
  }
  const untold = (await own("drafts", account)).filter((draft) => isUntold(draft, items));
  // A draft that the server keeps aside is told as what became of it.
  items.push(...untold.filter(isAside).map((draft) => ({ ...draft, state: draft.outcome, problems: [] })));
  const drafts = untold.filter((draft) => !isAside(draft));
  const waiting = items.filter((item) => item.state === "waits");
  const words = box.dataset;
  const said = [];
  if (step.sending) said.push(words.sending.replace("%1", step.sending).replace("%2", step.of));
  else if (waiting.length) said.push(words.waiting.replace("%1", waiting.length));
  for (const state of ["failed", "conflict", "held"]) {
    const many = items.filter((item) => item.state === state).length;
    if (many) said.push(words[state].replace("%1", many));
  }
  // On any other page its own draft is in sight, or none is asked for.
  const list = box.querySelector("[data-queue-list]");
  if (list && drafts.length) said.push(words.drafts.replace("%1", drafts.length));
  const sent = said.length ? null : await sentJustNow(account);
  if (sent) said.push(words.sent.replace("%1", sent));
  box.hidden = !said.length;
  box.classList.toggle("wait", !sent);
  box.classList.toggle("ok", Boolean(sent));
  box.querySelector("[data-queue-said]").textContent = said.join(" · ");
  if (!list) return;
  list.replaceChildren(...items.map((item) => line(item, account)), ...drafts.map((draft) => line({ ...draft, state: "draft", problems: [] }, account)));
}

function isAside(draft) {
  return !draft.dirty && (draft.outcome === "conflict" || draft.outcome === "held");
}

// A draft that neither waits as a finished log nor stands in the page, or of which the phone knows more.
function isUntold(draft, items) {
  if (items.some((item) => item.log === draft.log)) return false;
  const here = document.querySelector("form[data-log]")?.dataset.uid === draft.log;
  return draft.dirty || draft.outcome === "refused" || !(here || document.querySelector(`main a[href$="/log/activities/${draft.log}/"]`));
}

async function sentJustNow(account) {
  const last = await get("facts", "last-sent");
  if (!last || last.account !== account || Date.now() - last.at > 600_000) return "";
  return new Date(last.at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
}

function line(item, account) {
  const shown = document.querySelector("template[data-queue-item]").content.firstElementChild.cloneNode(true);
  const words = box.dataset;
  const link = shown.querySelector("a");
  shown.querySelector("[data-title]").textContent = item.title || words.untitled;
  shown.querySelector("[data-state]").textContent = words[`state${item.state[0].toUpperCase()}${item.state.slice(1)}`] ?? "";
  const why = item.problems.map((problem) => problem.message).join(" · ");
  shown.querySelector("[data-why]").textContent = why || whyElse(item, words);
  link.href = item.state === "conflict" ? item.where : address(item);
  if (item.state === "held") link.removeAttribute("href");
  const again = shown.querySelector("[data-as-new]");
  again.hidden = item.code !== "uid_taken";
  again.addEventListener("click", () => sendAsNew(item, account));
  const forget = shown.querySelector("[data-let-go]");
  forget.hidden = item.state !== "held" && item.state !== "conflict";
  forget.addEventListener("click", async () => {
    for (const file of await own("files", account)) if (file.log === item.log) await drop("files", file.uid);
    if (item.id) await drop("queue", item.id);
    else await drop("drafts", item.log);
    await showQueue(account);
  });
  return shown;
}

function whyElse(item, words) {
  if (item.state === "failed" || item.outcome === "refused") return words.strange;
  return item.state === "waits" && item.code === "trouble" ? words.trouble : "";
}

function address(item) {
  const begun = item.begun || item.kept || item.base;
  return begun ? `/log/activities/${item.log}/` : `/log/new/?team=${item.team}&log=${item.log}`;
}

// Somebody else's log has this uid, or that of somebody new in it: the same goes under new ones.
async function sendAsNew(item, account) {
  const log = uuid();
  for (const file of await own("files", account)) {
    if (file.log === item.log) await change("files", file.uid, (row) => Object.assign(row, { log }));
  }
  await change("queue", item.id, (row) => {
    Object.assign(row, { log, state: "waits", begun: false, draft: uuid(), problems: [], code: "" });
    Object.assign(row.body, { log, uid: uuid(), base: 0, fields: withNewPeople(row.body.fields) });
  });
  await drop("drafts", item.log);
  window.dispatchEvent(new Event("online"));
}

function withNewPeople(fields) {
  const fresh = new Map(all(fields, "walkin").map((uid) => [uid, uuid()]));
  const keys = [...fresh].map((pair) => pair.map((uid) => prefixOf("w", uid)));
  const renamed = (name) => keys.reduce((said, [old, key]) => said.replace(old, key), name);
  return fields.map(([name, value]) => [renamed(name), fresh.get(value) ?? value]);
}
