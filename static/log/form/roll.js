// The roll call: a tap on a name says "came", another "did not", another "unknown". Counts follow tap by tap, so
// that a roll of hundreds stays quick on a slow phone.

import { say } from "./fields.js";

const NEXT = { unknown: "present", present: "absent", absent: "unknown" };

export class Roll {
  constructor(form) {
    this.form = form;
    this.root = form.querySelector("[data-who]");
    this.root.dataset.script = "";
    this.rows = new Map();
    this.groups = new Map();
    for (const group of this.root.querySelectorAll("[data-group]")) {
      this.groups.set(group, { came: 0, away: 0, total: 0 });
    }
    this.root.querySelectorAll("[data-row]").forEach((row) => {
      this.rows.set(row, null);
      wholeWords(row);
    });
    this.root.addEventListener("click", (event) => this.tapped(event));
    this.root.addEventListener("change", (event) => {
      const row = event.target.closest("[data-row]");
      if (row) this.update(row);
    });
    const hint = this.root.querySelector("[data-hint]");
    if (hint) hint.textContent = hint.dataset.tap;
  }

  tapped(event) {
    if (event.target.closest("[data-everyone]")) {
      event.preventDefault();
      this.everyoneCame();
      return;
    }
    const row = event.target.closest("[data-row]");
    if (!row) return;
    if (event.target.closest("label.who")) {
      event.preventDefault();
      this.tap(row);
    } else if (event.target.matches(".cell input") && this.compact) {
      const cell = event.target.closest(".cell");
      // The answer that is shown was tapped: on to the next. Any other one was chosen, by a reader for example.
      if (event.target.value !== cell.dataset.is) return;
      // The focus goes along: the answer that has it stands before the others.
      answer(cell, NEXT[cell.dataset.is]).focus({ preventScroll: true });
      this.update(row);
      row.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  // Whether a cell shows its own answer alone; the styles decide by the same width.
  get compact() {
    return this.many || window.matchMedia("(max-width: 599px)").matches;
  }

  // One person, as by a tap on the name.
  tap(row) {
    const cells = valid(row);
    const next = NEXT[answerOf(cells)];
    for (const cell of cells) answer(cell, next);
    this.update(row);
    row.dispatchEvent(new Event("input", { bubbles: true }));
  }

  everyoneCame() {
    for (const row of this.rows.keys()) {
      if (row.hidden) continue;
      const cells = valid(row);
      for (const cell of cells) answer(cell, "present");
      // Known already: asked of hundreds of rows once more, it would be felt.
      this.note(row, cells, cells.map(() => "present"));
    }
    this.tell();
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
  }

  add(row) {
    this.rows.set(row, null);
    wholeWords(row);
  }

  remove(row) {
    this.forget(row);
    this.rows.delete(row);
    row.remove();
    this.tell();
  }

  // The days of the parts changed: who is on the roster that day is asked, the others fall away.
  setDays(days) {
    this.many = days.size > 1;
    this.root.classList.toggle("many", this.many);
    for (const row of this.rows.keys()) {
      let shown = false;
      for (const cell of row.querySelectorAll("[data-cell]")) {
        const day = days.get(cell.dataset.cell);
        // A day that is not on the calendar is about to be mended: the roll stays as it was.
        const fits = day ? covers(row, day) : !cell.hidden;
        shown = shown || fits;
        if (cell.hidden === fits) {
          cell.hidden = !fits;
          for (const box of cell.querySelectorAll("input")) box.disabled = !fits;
        }
      }
      row.hidden = !shown;
      this.update(row, false);
    }
    this.tell();
  }

  // Counts every row anew: after a draft was put back.
  recount() {
    for (const row of this.rows.keys()) this.update(row, false);
    this.tell();
  }

  update(row, tell = true) {
    const cells = valid(row);
    this.note(row, cells, cells.map((cell) => answerOf([cell])));
    if (tell) this.tell();
  }

  // Shows and counts the answers of a row.
  note(row, cells, answers) {
    this.forget(row);
    cells.forEach((cell, place) => {
      cell.dataset.is = answers[place];
    });
    const here = answers.includes("present");
    const away = !here && answers.includes("absent");
    const group = row.closest("[data-group]");
    const counted = { group, shown: !row.hidden && cells.length > 0, here, away };
    this.rows.set(row, counted);
    row.classList.toggle("came", here);
    const sums = this.groups.get(group);
    if (counted.shown) {
      sums.total += 1;
      sums.came += here ? 1 : 0;
      sums.away += away ? 1 : 0;
    }
  }

  forget(row) {
    const counted = this.rows.get(row);
    if (!counted || !counted.shown) return;
    const sums = this.groups.get(counted.group);
    sums.total -= 1;
    sums.came -= counted.here ? 1 : 0;
    sums.away -= counted.away ? 1 : 0;
  }

  get came() {
    let came = 0;
    for (const sums of this.groups.values()) came += sums.came;
    return came;
  }

  tell() {
    const words = this.form.dataset;
    const all = { came: 0, away: 0, total: 0 };
    for (const [group, sums] of this.groups) {
      group.hidden = sums.total === 0;
      say(group.querySelector("[data-count]"), words.came, sums.came, sums.total);
      say(document.querySelector(`[data-sum="group-${group.dataset.group}"]`), words.people, sums.came);
      for (const name of Object.keys(all)) all[name] += sums[name];
    }
    const roster = this.root.querySelector("[data-roster]");
    if (roster) roster.hidden = all.total === 0;
    const nobody = this.root.querySelector("[data-nobody]");
    if (nobody) nobody.hidden = all.total > 0;
    const everyone = this.root.querySelector("[data-everyone]");
    if (everyone) say(everyone.querySelector("span"), everyone.dataset.words, all.total);
    say(document.querySelector("[data-submit]"), words.send, all.came);
    say(document.querySelector('[data-sum="came"]'), words.came, all.came, all.total);
    say(document.querySelector('[data-sum="away"]'), words.people, all.away);
    say(document.querySelector('[data-sum="unknown"]'), words.people, all.total - all.came - all.away);
  }
}

function covers(row, day) {
  const { from, to } = row.dataset;
  return (!from || from <= day) && (!to || day <= to);
}

function valid(row) {
  return [...row.querySelectorAll("[data-cell]")].filter((cell) => !cell.hidden);
}

// The answer that the cells share; where they differ, a tap begins anew.
function answerOf(cells) {
  const found = new Set(cells.map((cell) => cell.querySelector("input:checked")?.value ?? "unknown"));
  return found.size === 1 ? [...found][0] : "unknown";
}

function answer(cell, value) {
  const box = cell.querySelector(`input[value="${value}"]`);
  box.checked = true;
  return box;
}

// Thai may break anywhere between syllables; a name in a narrow column breaks between its words.
function wholeWords(row) {
  const name = row.querySelector(".who b");
  const words = name.textContent.split(" ");
  name.replaceChildren(...words.flatMap((word, place) => [place ? " " : "", whole(word)]));
}

function whole(word) {
  const shown = document.createElement("span");
  shown.className = "word";
  shown.textContent = word;
  return shown;
}
