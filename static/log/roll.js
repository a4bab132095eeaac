// The roll call counts itself: heads of groups, the save bar, the summary beside the form.

export function count(form) {
  const sums = { came: 0, away: 0, unknown: 0, total: 0 };
  for (const group of form.querySelectorAll("[data-group]")) {
    const rows = [...group.querySelectorAll(".tri")];
    const came = rows.filter(isHere).length;
    sums.came += came;
    sums.total += rows.length;
    sums.away += rows.filter((row) => !isHere(row) && row.querySelector(".n input:checked")).length;
    say(group.querySelector("[data-count]"), form.dataset.came, came, rows.length);
    say(document.querySelector(`[data-sum="group-${group.dataset.group}"]`), form.dataset.people, came);
  }
  sums.unknown = sums.total - sums.came - sums.away;
  say(document.querySelector("[data-submit]"), form.dataset.send, sums.came);
  say(document.querySelector('[data-sum="came"]'), form.dataset.came, sums.came, sums.total);
  say(document.querySelector('[data-sum="away"]'), form.dataset.people, sums.away);
  say(document.querySelector('[data-sum="unknown"]'), form.dataset.people, sums.unknown);
  say(document.querySelector('[data-sum="unnamed"]'), form.dataset.people, unnamed(form));
}

export function sayMethod(form) {
  for (const place of document.querySelectorAll("[data-method]")) {
    const chosen = form.querySelector(`[name="${place.dataset.method}-method"]:checked`);
    place.textContent = chosen ? chosen.closest("label").textContent.trim() : "—";
  }
}

export function everyoneCame(form) {
  for (const choice of form.querySelectorAll("[data-who] .y input")) choice.checked = true;
  for (const rest of form.querySelectorAll("[data-group] .rest")) rest.open = true;
}

function isHere(row) {
  return row.querySelector(".y input:checked") !== null;
}

function unnamed(form) {
  let sum = 0;
  for (const box of form.querySelectorAll("[data-count-row] input[name$='-number']")) {
    const digits = box.value.replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50).replace(/,/g, "");
    sum += Number.parseInt(digits, 10) || 0;
  }
  return sum;
}

function say(element, words, ...numbers) {
  if (!element) return;
  element.textContent = numbers.reduce((text, number, place) => text.replace(`%${place + 1}`, number), words);
}
