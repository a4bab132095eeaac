// How the phone talks to the server. Every answer is told apart: no signal, signed out, refused, or done.

import { tellLeft } from "./left.js";
import { keepKeys, lock, unlock } from "./locking.js";
import { drop, get, put } from "./store.js";

const HELLO = "/log/phone/hello/";
const KIT = "/log/phone/kit/";
const LOG = "/log/phone/logs/";
const SIGN_OUT = "/accounts/sign-out/";
const PATIENCE = 20_000;
const PATIENCE_WITH_FILES = 120_000;

let token = "";

// No signal, or something between that answers in the server's place: tried again later.
export class Unreachable extends Error {}
// The server is there and has trouble of its own with this one thing; others may go meanwhile.
export class ServerTrouble extends Unreachable {}
// The server does not know who this is any more.
export class SignedOut extends Error {}
// The server keeps nothing of it until something is mended: `code`, `problems`.
export class Refused extends Error {
  constructor(answer) {
    super(answer.refused);
    this.code = answer.refused;
    this.problems = answer.problems ?? [];
  }
}

// Who is signed in, what day it is for the work; learns how far the phone's clock is off. Whoever was here before
// is locked out, and what was locked for this account comes back.
export async function hello() {
  // Looked up before the server is asked: another tab may tell it meanwhile, and the answer is older than that.
  const leaving = await get("facts", "leaving");
  const answer = await askHello();
  token = answer.token;
  if (leaving === answer.account) await leaveNow(leaving);
  const before = await get("facts", "account");
  if (before && before !== answer.account) {
    await lock(before);
    if (self.caches) await caches.delete("khabuan-pages");
  }
  await put("facts", { today: answer.today, at: Date.now() }, "clock");
  await put("facts", answer.account, "account");
  if ((await get("facts", "left")) === answer.account) await drop("facts", "left");
  await keepKeys(answer.keys);
  await unlock(answer.account);
  return answer;
}

// What is refused here without a word of the server's own is said by something between, as without a signal.
async function askHello() {
  try {
    return await ask(HELLO, {});
  } catch (trouble) {
    if (trouble instanceof Refused && !trouble.problems.length) throw new Unreachable();
    throw trouble;
  }
}

// Somebody signed out here while there was no signal: now that there is one, the server hears of it.
async function leaveNow(account) {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", token);
  await signOut(form);
  await drop("facts", "leaving");
  // Pages that were opened before the server heard of it.
  tellLeft(account);
  throw new SignedOut();
}

// Ends the session, and answers where to go on; `form` holds the token of the page.
export async function signOut(form) {
  const answer = await fetch(SIGN_OUT, { method: "POST", body: form, credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) throw new Unreachable();
  return answer.url;
}

export async function fetchKit() {
  const answer = await ask(KIT, {});
  await put("facts", { ...answer, day: await workday(), at: Date.now() }, "kit");
  return answer.kit;
}

export function sendLog(body) {
  return ask(LOG, { method: "POST", body: JSON.stringify(body), type: "application/json" });
}

// `where` is the address that the receipt of a log kept aside gave; else the file goes to its log.
export function sendFile(file, phone, where = `${LOG}${file.log}/files/`) {
  const form = new FormData();
  form.set("uid", file.uid);
  form.set("phone", phone);
  form.set("kind", file.kind);
  form.set("file", file.blob, file.name);
  return ask(where, { method: "POST", body: form, patience: PATIENCE_WITH_FILES });
}

export function dropFile(log, uid, phone) {
  const form = new FormData();
  form.set("phone", phone);
  return ask(`${LOG}${log}/files/${uid}/drop/`, { method: "POST", body: form });
}

async function ask(where, { method = "GET", body, type, patience = PATIENCE }) {
  const headers = { Accept: "application/json" };
  if (type) headers["Content-Type"] = type;
  if (method !== "GET") headers["X-CSRFToken"] = token;
  const given_up = new AbortController();
  const timer = setTimeout(() => given_up.abort(), patience);
  let answer;
  let text;
  try {
    const asked = { method, body, headers, credentials: "same-origin", cache: "no-store", redirect: "error" };
    answer = await fetch(where, { ...asked, signal: given_up.signal });
    text = await answer.text();
  } catch {
    throw new Unreachable();
  } finally {
    clearTimeout(timer);
  }
  const found = parsed(text);
  if (answer.ok && found) return found;
  if (answer.status === 401) throw new SignedOut();
  if (found?.refused) throw new Refused(found);
  // A page in the place of an answer: a hall's own network asks to sign in to it.
  if (answer.ok || answer.status === 408 || answer.status === 429) throw new Unreachable();
  if (answer.status >= 500) throw answer.status === 500 ? new ServerTrouble() : new Unreachable();
  throw new Refused({ refused: `http-${answer.status}`, problems: [] });
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// The day the work is on, as an ISO date, also without a signal: the server's day as it was last heard,
// moved on by as many days as the phone's own clock has gone since. A wrong clock does no harm.
export async function workday() {
  const clock = await get("facts", "clock");
  if (!clock) return iso(new Date());
  const passed = Math.round((noon(new Date()) - noon(new Date(clock.at))) / 86_400_000);
  const [year, month, day] = clock.today.split("-").map(Number);
  return iso(new Date(year, month - 1, day + Math.max(passed, 0)));
}

function noon(moment) {
  return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate(), 12).getTime();
}

export function iso(day) {
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
