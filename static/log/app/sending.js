// What waits on the phone goes to the server, in order, once: pictures after the draft they belong to, the final
// log after its pictures. Runs in a page, and in the service worker where the browser wakes it up.

import { change, drop, get, own, phone, put, together, togetherFor, uuid } from "./store.js";
import { Refused, ServerTrouble, SignedOut, Unreachable, dropFile, fetchKit, hello, sendFile, sendLog } from "./server.js";

export const FORMAT = 1;
const WAITS = "waits";
const ASIDE = new Set(["conflict", "held"]);
// Why a picture was not taken that has nothing to do with the picture.
const ABOUT_THE_LOG = new Set(["not_editable", "not_open", "not_yours", "no_log"]);

// Sends all that waits for whoever is signed in. `report(step)` hears: {sending, of}, {draft}, {done}.
// Answers "sent", "nothing", "offline", "signed-out", or "busy" when another round is at it and does not end within
// `patience` milliseconds.
export async function sendAll(report = () => {}, patience = 0) {
  if (!self.navigator.locks) return run(report);
  const tired = new AbortController();
  const timer = patience && setTimeout(() => tired.abort(), patience);
  const turn = (lock) => {
    clearTimeout(timer);
    return lock ? run(report) : "busy";
  };
  try {
    const how = patience ? { signal: tired.signal } : { ifAvailable: true };
    return await self.navigator.locks.request("khabuan-sending", how, turn);
  } catch (trouble) {
    if (!tired.signal.aborted) throw trouble;
    return "busy";
  }
}

async function run(report) {
  try {
    const known = await hello();
    const kept = await get("facts", "kit");
    const sent = await sendQueue(known.account, report);
    const drafts = await sendDrafts(known.account, report);
    if (sent || drafts || !kept || kept.fingerprint !== known.kit || kept.kit.account !== known.account) {
      await tidy(known.account, await fetchKit());
      await keepHome();
    }
    report({ done: true });
    return sent || drafts ? "sent" : "nothing";
  } catch (trouble) {
    if (trouble instanceof SignedOut) return "signed-out";
    if (trouble instanceof Unreachable) return "offline";
    if (trouble instanceof Refused) return "signed-out";
    throw trouble;
  }
}

// Drafts that the server has and that are none any more: sent or thrown away, here or elsewhere.
async function tidy(account, kit) {
  const open = new Set(kit.drafts.map((draft) => draft.uid));
  for (const item of await own("queue", account)) open.add(item.log);
  for (const draft of await own("drafts", account)) {
    // What the server keeps aside is told until somebody has seen it.
    const idle = !draft.dirty && !draft.problems?.length && draft.kept && !ASIDE.has(draft.outcome);
    if (idle && !open.has(draft.log)) await drop("drafts", draft.log);
  }
}

// The first page as it is now, for when there is no signal.
async function keepHome() {
  try {
    const pages = await caches.open("khabuan-pages");
    await pages.add("/log/");
  } catch {
    // The old one does, too.
  }
}

async function sendQueue(account, report) {
  const waiting = (await own("queue", account)).filter((item) => item.state === WAITS);
  let sent = 0;
  for (const item of waiting) {
    report({ sending: sent + 1, of: waiting.length });
    try {
      if (await sendItem(item)) sent += 1;
    } catch (trouble) {
      // This one is tried again later; those behind it need not wait for it.
      if (!(trouble instanceof ServerTrouble)) throw trouble;
      await change("queue", item.id, (row) => {
        row.code = "trouble";
      });
    }
  }
  return sent;
}

// One finished log with its pictures. What is refused stays, with why.
async function sendItem(item) {
  try {
    try {
      await sendFiles(item);
    } catch (trouble) {
      // Sent by somebody else, or no longer one's own: what became of the log itself says more.
      if (!(trouble instanceof Refused) || !ABOUT_THE_LOG.has(trouble.code)) throw trouble;
    }
    const receipt = await sendLog(item.body);
    // Kept aside: its pictures go along, before the phone lets go of it.
    const problems = receipt.files ? await sendFilesBeside(item, receipt.files) : [];
    return await settled(item, receipt, problems);
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    await change("queue", item.id, (row) => {
      row.state = "failed";
      row.code = trouble.code;
      row.problems = trouble.problems;
    });
    return false;
  }
}

async function settled(item, receipt, problems) {
  if (receipt.outcome === "applied") {
    await together(["queue", "drafts"], async ({ queue, drafts }) => {
      await queue.delete(item.id);
      await drafts.delete(item.log);
    });
    await put("facts", { at: Date.now(), title: item.title, account: item.account }, "last-sent");
    return true;
  }
  // Both copies are on the server, or it is held there: the phone need keep nothing but the note, and what could
  // not be read.
  await together(["queue", "drafts"], async ({ queue, drafts }) => {
    await queue.put({ ...item, state: receipt.outcome, where: receipt.where, problems });
    await drafts.delete(item.log);
  });
  return false;
}

// Pictures belong to a log that the server knows: a new log goes as a draft first.
async function sendFiles(item) {
  const files = (await own("files", item.account)).filter((file) => file.log === item.log);
  if (!files.length) return;
  if (!item.begun) {
    const draft = { ...item.body, uid: item.draft, final: false };
    const receipt = await sendLog(draft);
    if (receipt.outcome !== "applied") return;
    await begun(item, receipt.version);
  }
  const name = await phone();
  for (const file of files) {
    const answer = file.gone ? await dropFile(file.log, file.uid, name) : await sentOrMarked(file, name);
    await drop("files", file.uid);
    await begun(item, followed(item.body.base, answer));
  }
}

// The picture that is refused is known by it.
async function sentOrMarked(file, name) {
  try {
    return await sendFile(file, name);
  } catch (trouble) {
    if (trouble instanceof Refused && !ABOUT_THE_LOG.has(trouble.code)) await markFile(file, trouble);
    throw trouble;
  }
}

async function markFile(file, trouble) {
  await change("files", file.uid, (row) => {
    row.problem = trouble.problems[0]?.message ?? "";
  });
}

// Pictures of a log that the server keeps aside; answers what was wrong with those that it did not take.
async function sendFilesBeside(item, where) {
  const name = await phone();
  const problems = [];
  for (const file of await own("files", item.account)) {
    if (file.log !== item.log || file.problem) continue;
    try {
      if (!file.gone) await sendFile(file, name, where);
      await drop("files", file.uid);
    } catch (trouble) {
      if (!(trouble instanceof Refused)) throw trouble;
      problems.push(...trouble.problems);
    }
  }
  return problems;
}

// The version that the phone knows after a picture of its own; one that somebody else's change led to is not known.
function followed(known, { was, version }) {
  return was === known ? version : known;
}

async function begun(item, version) {
  item.begun = true;
  item.body.base = version;
  await change("queue", item.id, (row) => {
    row.begun = true;
    row.body.base = version;
  });
}

// Drafts that were changed without a signal; one that waits as a finished log is not sent by itself.
async function sendDrafts(account, report) {
  const queued = new Set((await own("queue", account)).map((item) => item.log));
  let sent = 0;
  for (const draft of await own("drafts", account)) {
    if (!draft.dirty || queued.has(draft.log)) continue;
    try {
      if (await sendDraft(draft)) sent += 1;
    } catch (trouble) {
      // Tried again later; the others need not wait for it.
      if (!(trouble instanceof ServerTrouble)) throw trouble;
      continue;
    }
    report({ draft: draft.log });
  }
  return sent;
}

// Answers whether the server has it; what became of it stands in the draft.
export async function sendDraft(draft) {
  const seen = draft.changes;
  const name = await phone();
  try {
    const receipt = await sendLog(bodyOf(draft, { uid: uuid(), phone: name, final: false }));
    let version = receipt.version;
    if (receipt.files) await sendFilesBeside(draft, receipt.files);
    if (receipt.outcome === "applied") version = await sendFilesOf(draft, name, version);
    await change("drafts", draft.log, (row) => {
      row.base = version ?? row.base;
      row.outcome = receipt.outcome;
      row.where = receipt.where;
      row.problems = receipt.problems;
      row.kept = row.kept || receipt.outcome === "applied";
      // What was typed meanwhile goes next time.
      if (row.changes === seen) row.dirty = false;
    });
    return true;
  } catch (trouble) {
    if (!(trouble instanceof Refused)) throw trouble;
    await change("drafts", draft.log, (row) => {
      row.problems = trouble.problems;
      row.outcome = "refused";
      // Refused by something between, or for a reason that passes: nothing in the draft can be mended.
      if (row.changes === seen && trouble.problems.length) row.dirty = false;
    });
    return false;
  }
}

// Answers the version that the phone knows then.
async function sendFilesOf(draft, name, known) {
  let version = known;
  for (const file of await own("files", draft.account)) {
    if (file.log !== draft.log || file.problem) continue;
    try {
      const answer = file.gone ? await dropFile(file.log, file.uid, name) : await sendFile(file, name);
      version = followed(version, answer);
      await drop("files", file.uid);
    } catch (trouble) {
      if (!(trouble instanceof Refused)) throw trouble;
      await markFile(file, trouble);
    }
  }
  return version;
}

// What is posted of a draft, and kept in the queue of a finished log.
export function bodyOf(draft, { uid, phone, final }) {
  return {
    format: FORMAT,
    uid,
    phone,
    final,
    log: draft.log,
    team: draft.team,
    base: draft.base,
    made_at: new Date().toISOString(),
    fields: draft.entries,
  };
}

// A finished log joins the queue; from here on it goes by itself.
export async function enqueue(draft) {
  const name = await phone();
  const item = {
    account: draft.account,
    log: draft.log,
    team: draft.team,
    title: draft.title,
    day: draft.day,
    came: draft.came,
    draft: uuid(),
    begun: draft.kept,
    state: WAITS,
    problems: [],
    queued: Date.now(),
    body: bodyOf(draft, { uid: uuid(), phone: name, final: true }),
  };
  await togetherFor(item.account, ["queue", "drafts"], async ({ queue, drafts }) => {
    for (const earlier of await queue.getAll()) {
      if (earlier.log === item.log) await queue.delete(earlier.id);
    }
    await queue.add(item);
    // Kept until the server has the log: it is what is mended when something is refused.
    await drafts.put({ ...draft, dirty: false });
  });
  await wakeLater();
  return item;
}

// Where the browser can, it wakes the service worker when the signal returns, the page closed or not.
async function wakeLater() {
  try {
    const registration = self.registration ?? (await navigator.serviceWorker?.getRegistration("/log/"));
    await registration?.sync?.register("khabuan-sending");
  } catch {
    // Sent when the app is opened next.
  }
}
