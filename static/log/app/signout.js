// Signing out of a phone that others use, too: what is not sent yet is sent first, or stays locked to the account.

import { onLeft, tellLeft } from "./left.js";
import { lock } from "./locking.js";
import { signOut } from "./server.js";
import { own, put } from "./store.js";

// `forms` says which ones sign out; they may come into the page later.
export function guardSignOut(account, send, forms = "form[data-signs-out]") {
  const dialog = document.querySelector("dialog[data-sign-out]");
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches(forms)) return;
    event.preventDefault();
    // A browser that keeps nothing has nothing unsent, and is left all the same.
    const unsent = await count(account).catch(() => 0);
    if (unsent && dialog) ask(dialog, form, unsent, account, send);
    else await leave(form, account);
  });
}

async function count(account) {
  const queue = await own("queue", account);
  const logs = new Set(queue.filter((item) => item.state === "waits" || item.state === "failed").map((item) => item.log));
  for (const draft of await own("drafts", account)) if (draft.dirty || draft.outcome === "refused") logs.add(draft.log);
  return logs.size;
}

function ask(dialog, form, unsent, account, send) {
  const said = dialog.querySelector("[data-unsent]");
  said.textContent = said.dataset.unsent.replace("%1", unsent);
  dialog.querySelector("[data-send-first]").onclick = async () => {
    await send();
    if (await count(account)) {
      dialog.querySelector("[data-still]").hidden = false;
      return;
    }
    dialog.close();
    await leave(form, account);
  };
  dialog.querySelector("[data-leave]").onclick = async () => {
    dialog.close();
    await leave(form, account);
  };
  dialog.querySelector("[data-stay]").onclick = () => dialog.close();
  dialog.showModal();
}

// Rosters go from the phone; what is unsent stays, for this account only. Without a signal the phone is left all the
// same, and the server hears of it when there is one.
async function leave(form, account) {
  try {
    await lock(account);
    // By itself: a page that was loaded past the service worker has nobody to ask.
    await self.caches?.delete("khabuan-pages");
    tellLeft(account);
  } catch {
    // Signing out goes before tidying up.
  }
  try {
    window.location.assign(await signOut(new FormData(form)));
  } catch {
    await put("facts", account, "leaving").catch(() => {});
    window.location.assign("/log/");
  }
}

// What another tab shows of the account goes, too.
export function leaveWithOthers() {
  onLeft(() => window.location.replace("/log/"));
}
