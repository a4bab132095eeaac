// On every page of the workspace: the app is kept on the phone, what waits is sent, and both are told.

import { sendAll } from "./sending.js";
import { SignedOut } from "./server.js";
import { get, own } from "./store.js";
import { written } from "../form/days.js";
import { showQueue } from "./queue.js";
import { guardSignOut, leaveWithOthers } from "./signout.js";

const OFTEN = 60_000;
const account = Number(document.body.dataset.account);

async function send() {
  const how = await sendAll((step) => {
    if (step.draft) document.dispatchEvent(new CustomEvent("khabuan:sent"));
    showQueue(account, step);
  });
  if (how === "signed-out" && (await get("facts", "left")) === account) window.location.replace("/log/");
  tell(how === "offline", how === "signed-out");
  await showQueue(account);
  if (how !== "sent") return;
  document.dispatchEvent(new CustomEvent("khabuan:sent"));
  // The lists of the first page are older than what just arrived.
  if (document.querySelector("[data-queue-list]") && !document.querySelector("dialog[open]")) window.location.reload();
}

function tell(offline, signedOut) {
  const banner = (name) => document.querySelector(`[data-phone-${name}]`);
  if (banner("offline")) banner("offline").hidden = !offline;
  if (banner("signed-out")) banner("signed-out").hidden = !signedOut;
}

async function keepApp() {
  // Asked for, so that a full phone does not clear away what is not sent yet.
  navigator.storage?.persist?.().catch(() => {});
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data === "send") send();
  });
  try {
    await navigator.serviceWorker.register(document.body.dataset.worker, { scope: "/log/", type: "module" });
    await navigator.serviceWorker.ready;
    // The first page came before there was anybody to keep it.
    const pages = await caches.open("khabuan-pages");
    if (!(await pages.match("/log/"))) await pages.add("/log/");
  } catch {
    // An older browser: what is typed waits here all the same, while the page is open.
  }
}

async function kitAge() {
  const place = document.querySelector("[data-kit-at]");
  const kept = place && (await get("facts", "kit"));
  if (!kept) return;
  place.textContent = place.dataset.kitAt.replace("%1", written(kept.day));
  place.hidden = false;
}

async function waits() {
  const queue = await own("queue", account);
  const drafts = await own("drafts", account);
  return queue.some((item) => item.state === "waits") || drafts.some((draft) => draft.dirty);
}

document.addEventListener("khabuan:trouble", (event) => {
  const signedOut = event.detail instanceof SignedOut;
  tell(!signedOut, signedOut);
});
document.addEventListener("khabuan:reached", () => tell(false, false));
window.addEventListener("online", send);
window.addEventListener("offline", () => tell(true, false));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") send();
});
setInterval(async () => {
  if (document.visibilityState === "visible" && (await waits())) send();
}, OFTEN);

if (account) {
  keepApp();
  guardSignOut(account, send);
  leaveWithOthers();
  kitAge();
  showQueue(account).then(send);
}
