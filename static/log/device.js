// What is typed stays on the phone until the server has it: a dead battery or a closed tab loses nothing.
// Names and numbers of a newcomer are not kept here, a phone may be lent.

const LEFT_OUT = ["csrfmiddlewaretoken", "version", "action", "photos", "sheet"];

export function deviceCopy(form) {
  const key = `log:${form.dataset.user}:${location.pathname}`;
  return {
    // Whether there was room for it.
    keep() {
      const fields = [...new FormData(form)].filter(
        ([name]) => !LEFT_OUT.includes(name) && !name.startsWith("new-"),
      );
      try {
        localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), fields }));
        return true;
      } catch {
        return false;
      }
    },
    drop() {
      try {
        localStorage.removeItem(key);
      } catch {
        // No storage, nothing kept.
      }
    },
    offer(banner, putBack) {
      const kept = read(key);
      if (!kept) return;
      banner.hidden = false;
      banner.querySelector("[data-kept-at]").textContent = new Date(kept.at).toLocaleTimeString("th-TH", {
        hour: "2-digit",
        minute: "2-digit",
      });
      banner.querySelector("[data-put-back]").addEventListener("click", () => {
        fill(form, kept.fields);
        banner.hidden = true;
        putBack();
      });
      banner.querySelector("[data-forget]").addEventListener("click", () => {
        this.drop();
        banner.hidden = true;
      });
    },
  };
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function fill(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
  for (const box of form.elements) {
    if (!box.name || LEFT_OUT.includes(box.name) || box.name.startsWith("new-") || box.type === "submit") continue;
    const kept = values.get(box.name) ?? [];
    if (box.type === "radio" || box.type === "checkbox") box.checked = kept.includes(box.value);
    else if (box.type !== "hidden" && kept.length) box.value = kept[0];
  }
  for (const part of form.querySelectorAll("[data-day] input:checked")) {
    part.dispatchEvent(new Event("change", { bubbles: true }));
  }
}
