// What is not sent when somebody signs out stays on the phone as nobody can read it: with a key that the server
// gives out to that account alone.

import { get, own, put, together } from "./store.js";

const STORES = ["drafts", "queue", "files"];

// The key is known while the account is signed in; it leaves the phone with the account.
export async function keepKey(text) {
  // Only pages that nobody can listen to may encrypt.
  if (!self.crypto.subtle) return;
  const raw = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  await put("facts", key, "key");
}

export async function lock(account) {
  const key = await get("facts", "key");
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
  }
  await together([...STORES, "facts", "locked"], async (stores) => {
    if (sealed) stores.locked.put(sealed);
    // Without a key, on an old phone, the rows stay as they are, and are shown to this account alone.
    if (sealed || !any) {
      for (const row of rows.drafts) stores.drafts.delete(row.log);
      for (const row of rows.queue) stores.queue.delete(row.id);
      for (const row of rows.files) stores.files.delete(row.uid);
    }
    for (const fact of ["kit", "account", "key", "last-sent"]) stores.facts.delete(fact);
  });
}

// The account is back: what was locked is put where it was.
export async function unlock(account) {
  const sealed = await get("locked", account);
  const key = await get("facts", "key");
  if (!sealed || !key) return;
  let rows;
  try {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, key, sealed.data);
    rows = JSON.parse(new TextDecoder().decode(text));
  } catch {
    // Another key: kept, for the day the right one is back.
    return;
  }
  await together([...STORES, "locked"], async (stores) => {
    for (const row of rows.drafts) stores.drafts.put(row);
    for (const { id, ...row } of rows.queue) stores.queue.add(row);
    for (const { bytes, type, ...file } of rows.files) {
      stores.files.put(bytes ? { ...file, blob: new Blob([decode(bytes)], { type }) } : file);
    }
    stores.locked.delete(account);
  });
}

function encode(buffer) {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}

function decode(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
