// What the phone keeps by itself: the kit, drafts, what waits to be sent, and pictures. Everything belongs to
// an account, and is shown to no other.

import { openDB } from "../../idb/index.js";

const NAME = "khabuan";
const VERSION = 1;
// On the disk itself before it is called kept: batteries die.
const SAFELY = { durability: "strict" };

let opened = null;

function database() {
  if (!opened) {
    opened = openDB(NAME, VERSION, {
      upgrade(db) {
        db.createObjectStore("facts");
        db.createObjectStore("drafts", { keyPath: "log" });
        db.createObjectStore("queue", { keyPath: "id", autoIncrement: true });
        db.createObjectStore("files", { keyPath: "uid" });
        db.createObjectStore("locked", { keyPath: "account" });
      },
      blocking: () => forget(),
      terminated: () => forget(),
    });
    opened.catch(() => forget());
  }
  return opened;
}

function forget() {
  const old = opened;
  opened = null;
  if (old) old.then((db) => db.close()).catch(() => {});
}

export async function get(store, key) {
  return (await database()).get(store, key);
}

export async function put(store, value, key) {
  const work = (await database()).transaction(store, "readwrite", SAFELY);
  await work.store.put(value, key);
  await work.done;
}

export async function drop(store, key) {
  return (await database()).delete(store, key);
}

// Rows of an account, in the order in which they came.
export async function own(store, account) {
  const rows = await (await database()).getAll(store);
  return rows.filter((row) => row.account === account);
}

// Changes a row as it is now, whoever else writes; gives it back, nothing where there is none.
export async function change(store, key, edit) {
  const work = (await database()).transaction(store, "readwrite", SAFELY);
  const row = await work.store.get(key);
  if (row) {
    edit(row);
    await work.store.put(row);
  }
  await work.done;
  return row;
}

// One step for several stores: all of it is written, or nothing. `edit` gets the stores by name.
export async function together(names, edit) {
  const work = (await database()).transaction(names, "readwrite", SAFELY);
  const stores = {};
  for (const name of names) stores[name] = work.objectStore(name);
  await edit(stores);
  await work.done;
}

// The account left this phone, in another tab perhaps: nothing of theirs is written in the clear any more.
export class Left extends Error {}

// As `together`, while `account` is the one whose phone this is.
export async function togetherFor(account, names, edit) {
  await together([...names, "facts"], async (stores) => {
    const [here, left] = [await stores.facts.get("account"), await stores.facts.get("left")];
    if (left === account || (here && here !== account)) throw new Left();
    await edit(stores);
  });
}

// This browser's own name, made once: the server tells by it whose drafts follow each other.
export async function phone() {
  const known = await get("facts", "phone");
  if (known) return known;
  const made = uuid();
  await put("facts", made, "phone");
  return made;
}

// A random (version 4) uuid; crypto.randomUUID is younger than some phones.
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
