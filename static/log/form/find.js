// Finding a name while somebody waits: typing slips, tone marks and Thai digits do not matter.

import { say } from "./fields.js";

// What a thumb misses or doubles: tone marks, ็ ์, and signs that cannot be seen.
const LOOSE = /[\u0e47-\u0e4c\u200b-\u200d\ufeff\s.]/g;

export function fold(text) {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/เเ/g, "แ")
    .replace(/ํา/g, "ำ")
    .replace(LOOSE, "");
}

export function watchFinder(roll) {
  const box = roll.root.querySelector("[data-find]");
  if (!box) return;
  const said = roll.root.querySelector("[data-find-said]");
  roll.root.querySelector("[data-find-box]").hidden = false;
  const keys = new WeakMap();

  const keyOf = (row) => {
    if (!keys.has(row)) keys.set(row, fold(row.querySelector(".who").textContent));
    return keys.get(row);
  };

  const find = () => {
    const words = fold(box.value);
    const found = [];
    for (const row of roll.rows.keys()) {
      const fits = !words || keyOf(row).includes(words);
      row.classList.toggle("off", !fits);
      if (words && fits && !row.hidden) found.push(row);
    }
    for (const group of roll.groups.keys()) {
      const left = group.querySelector("[data-row]:not(.off):not([hidden])");
      group.classList.toggle("off", Boolean(words) && !left);
    }
    if (!words) said.textContent = "";
    else if (found.length) say(said, box.dataset.found, found.length);
    else say(said, box.dataset.none);
    return found;
  };

  box.addEventListener("input", (event) => {
    // Not part of the log: nothing is saved because somebody looks for a name.
    event.stopPropagation();
    find();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const found = find();
    if (found.length !== 1) return;
    roll.tap(found[0]);
    box.value = "";
    find();
  });
}
