// What is not sent when somebody signs out stays on the phone as nobody can read it: with a key that the server
// gives out to that account alone.

import { get, own, put, together } from "./store.js";

const STORES = ["drafts", "queue", "files"];

// The keys are known while the account is signed in; they leave the phone with it. The first one locks, those of
// older secrets of the site still unlock.
export async function keepKeys(texts) {
  // Only pages that nobody can listen to may encrypt.
  if (!self.crypto.subtle) return;
  const keys = [];
  for (const text of texts) {
    keys.push(await crypto.subtle.importKey("raw", decode(text), "AES-GCM", false, ["encrypt", "decrypt"]));
  }
  await put("facts", keys, "keys");
}

export async function lock(account) {
  const [key] = (await get("facts", "keys")) ?? [];
  const rows = {};
  for (const store of STORES) rows[store] = await own(store, account);
  const any = STORES.some((store) => rows[store].length);
  let sealed = null;
  if (any && key) {
    const files = [];
    for (const file of rows.files) {
      files.push({ ...file, blob: undefined, bytes: file.blob ? encode(await file.blob.arrayBuffer()) : null, type: file.blob?.type });
    }
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify({ ...rows, files }));
    sealed = { account, iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text) };
    // What no key opened yet waits for the right one.
    const before = await get("locked", account);
    if (before) sealed.older = [{ iv: before.iv, data: before.data }, ...(before.older ?? [])];
  }
  await together([...STORES, "facts", "locked"], async (stores) => {
    if (sealed) stores.locked.put(sealed);
    // Without a key, on an old phone, the rows stay as they are, and are shown to this account alone.
    if (sealed || !any) {
      for (const row of rows.drafts) stores.drafts.delete(row.log);
      for (const row of rows.queue) stores.queue.delete(row.id);
      for (const row of rows.files) stores.files.delete(row.uid);
    }
    for (const fact of ["kit", "account", "keys", "last-sent"]) stores.facts.delete(fact);
    stores.facts.put(account, "left");
  });
}

// The account is back: what was locked is put where it was.
export async function unlock(account) {
  const sealed = await get("locked", account);
  const keys = (await get("facts", "keys")) ?? [];
  if (!sealed || !keys.length) return;
  const closed = [];
  const found = [];
  for (const packet of [{ iv: sealed.iv, data: sealed.data }, ...(sealed.older ?? [])]) {
    const rows = await opened(packet, keys);
    if (rows) found.push(rows);
    else closed.push(packet);
  }
  if (!found.length) return;
  await together([...STORES, "locked"], async (stores) => {
    // The oldest first: of one draft the latest stands.
    for (const rows of found.reverse()) putBack(rows, stores);
    if (closed.length) stores.locked.put({ account, ...closed[0], older: closed.slice(1) });
    else stores.locked.delete(account);
  });
}

// The rows of a packet; null when it was locked with another key: kept, for the day the right one is back.
async function opened({ iv, data }, keys) {
  for (const key of keys) {
    try {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
      return JSON.parse(new TextDecoder().decode(text));
    } catch {
      // The next one, perhaps.
    }
  }
  return null;
}

function putBack(rows, stores) {
  for (const row of rows.drafts) stores.drafts.put(row);
  for (const { id, ...row } of rows.queue) stores.queue.add(row);
  for (const { bytes, type, ...file } of rows.files) {
    stores.files.put(bytes ? { ...file, blob: new Blob([decode(bytes)], { type }) } : file);
  }
}

function encode(buffer) {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

function decode(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
