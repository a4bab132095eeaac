// The service worker: keeps the app on the phone, answers pages without a signal, and sends what waits when the
// browser wakes it up.

import { sendAll } from "../app/sending.js";
import { workday } from "../app/server.js";
import { drop, get, own, uuid } from "../app/store.js";
import { logPage, peoplePage } from "./fill.js";
import { fromKit } from "./html.js";

const PAGES = "khabuan-pages";
// A page that is slower than this is better read from the phone.
const PATIENCE = 6000;
// Rosters that were not asked for again this long are taken from the phone: it may be lost, or somebody else's by now.
const KEPT_FOR = 60 * 86_400_000;
const UID = "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
const LOG = new RegExp(`^/log/activities/${UID}/$`);
const ONLY_UID = new RegExp(`^${UID}$`);

export function serve(config) {
  const app = `khabuan-app-${config.release}`;

  self.addEventListener("install", (event) => {
    event.waitUntil(install(app, config).then(() => self.skipWaiting()));
  });
  self.addEventListener("activate", (event) => {
    event.waitUntil(clean(app).then(() => self.clients.claim()));
  });
  self.addEventListener("sync", (event) => {
    if (event.tag === "khabuan-sending") event.waitUntil(sendInTheBackground());
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    const where = new URL(request.url);
    if (request.method !== "GET" || where.origin !== self.location.origin) return;
    if (request.mode === "navigate" && where.pathname.startsWith("/log/")) {
      event.respondWith(page(request, where, app, config));
    } else if (config.files.includes(where.pathname)) {
      event.respondWith(caches.match(where.pathname, { cacheName: app }).then((kept) => kept ?? fetch(request)));
    }
  });
}

// Everything or nothing: a half-kept app is none. Hashed files come from the browser's own cache.
async function install(app, { files, shells }) {
  const cache = await caches.open(app);
  await cache.addAll(files);
  await cache.addAll(Object.values(shells).map((shell) => new Request(shell, { cache: "reload" })));
}

async function clean(app) {
  for (const name of await caches.keys()) {
    if (name.startsWith("khabuan-app-") && name !== app) await caches.delete(name);
  }
}

// The page from the network while it is quick; else as this phone can make it.
async function page(request, where, app, config) {
  const network = fromNetwork(request, where);
  const first = await Promise.race([network, after(PATIENCE)]);
  if (first) return first;
  const offline = await fromPhone(where, app, config).catch(() => null);
  return offline ?? (await network) ?? shell(app, config.shells.offline);
}

async function fromNetwork(request, where) {
  try {
    const answer = await fetch(request);
    // What stands between us and the server has no answer: the phone has one.
    if (answer.status >= 502 && answer.status <= 504) return null;
    // The work here has ended, and with it this page's script: what waits still goes.
    if (answer.status === 403) sendAll().catch(() => {});
    if (answer.ok && !answer.redirected && where.pathname === "/log/" && !where.search) {
      const cache = await caches.open(PAGES);
      await cache.put("/log/", answer.clone());
    }
    return answer;
  } catch {
    return null;
  }
}

function after(pause) {
  return new Promise((done) => setTimeout(() => done(null), pause));
}

async function shell(app, address) {
  return (await caches.match(address, { cacheName: app })) ?? Response.error();
}

async function fromPhone(where, app, config) {
  const account = await get("facts", "account");
  const kept = await get("facts", "kit");
  const kit = kept && kept.kit.account === account ? kept.kit : null;
  if (!kit) return null;
  if (Date.now() - kept.at > KEPT_FOR) {
    await tooOld();
    return null;
  }
  const log = LOG.exec(where.pathname);
  if (where.pathname === "/log/") return caches.match("/log/", { cacheName: PAGES });
  if (where.pathname === "/log/new/") return newLog(where, kit, app, config);
  if (log) return begunLog(log[1], account, kit, app, config);
  if (where.pathname === "/log/people/") {
    const today = await workday();
    return filled(app, config.shells.people, (people) => peoplePage(people, { kit, today }));
  }
  return filled(app, config.shells.offline, (offline) => fromKit(offline, kit));
}

async function tooOld() {
  await drop("facts", "kit");
  await caches.delete(PAGES);
}

async function newLog(where, kit, app, config) {
  const asked = where.searchParams;
  const named = kit.teams.find((one) => String(one.key) === asked.get("team"));
  // A team that the phone did not take along needs a signal: its people are not those of another one.
  const team = asked.get("team") ? named : kit.teams[0];
  if (!team) return null;
  // An address can be made by anybody: nothing else of it comes into the page.
  const uid = ONLY_UID.test(asked.get("log") ?? "") ? asked.get("log") : uuid();
  if (await phoneDraft(uid, kit.account)) return begunLog(uid, kit.account, kit, app, config, asked.get("team"));
  const copy = asked.has("copy");
  return filled(app, config.shells.log, (blank) =>
    logPage(blank, { kit, uid, team, copy, marks: config.marks, fresh: uuid() }),
  );
}

// A log that was begun on this phone, or that the kit took along.
async function begunLog(uid, account, kit, app, config, otherTeam = null) {
  const onPhone = await phoneDraft(uid, account);
  const taken = kit.drafts.find((draft) => draft.uid === uid);
  const key = Number(otherTeam) || (onPhone?.team ?? taken?.team);
  const team = kit.teams.find((one) => one.key === key);
  if (!team) return null;
  const draft = onPhone ?? { entries: taken.entries, session: first(taken.entries) };
  const version = Number(onPhone?.base ?? taken.version);
  return filled(app, config.shells.log, (blank) => {
    const page = logPage(blank, { kit, uid, team, draft, marks: config.marks, fresh: uuid() });
    const begun = page.replace('name="version" value="0"', `name="version" value="${version}"`);
    return (onPhone?.kept ?? true) ? begun.replace('data-kept=""', 'data-kept="yes"') : begun;
  });
}

// The page's own script puts the phone's draft back; here only its first part's name is wanted.
async function phoneDraft(uid, account) {
  const kept = (await own("drafts", account)).find((draft) => draft.log === uid);
  return kept && { entries: null, session: first(kept.entries), team: kept.team, base: kept.base, kept: kept.kept };
}

function first(entries) {
  return entries.find(([name]) => name === "session")?.[1] ?? uuid();
}

// A page of the server's with something put in, under the same policy of what it may run.
async function filled(app, address, fill) {
  const blank = await shell(app, address);
  const policy = blank.headers.get("Content-Security-Policy");
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  if (policy) headers["Content-Security-Policy"] = policy;
  return new Response(fill(await blank.text()), { headers });
}

// Pages that are open send themselves, so that they can tell; without one it is done here.
async function sendInTheBackground() {
  const open = await self.clients.matchAll({ type: "window" });
  if (open.length) {
    for (const client of open) client.postMessage("send");
    return;
  }
  const how = await sendAll();
  // Thrown, so that the browser tries again later.
  if (how === "offline") throw new Error(how);
}
