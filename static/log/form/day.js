// Today, yesterday, another day: the three boxes fold away unless another day is meant.

export function foldDays(root) {
  root.querySelectorAll("[data-day]").forEach(fold);
}

function fold(part) {
  const boxes = part.querySelector("[data-other-day]");
  const other = part.querySelector('input[type=radio][value="other"]');
  if (boxes && other) boxes.hidden = !other.checked && !boxes.querySelector(".err");
}

// Listens once for every part of the form, those that come later too.
export function watchDays(form) {
  form.addEventListener("change", (event) => {
    const part = event.target.closest("[data-day]");
    if (!part || event.target.type !== "radio") return;
    // The server takes a day typed into the boxes for meant, so they go back to what they held.
    if (event.target.value !== "other") part.querySelectorAll("[data-other-day] input, [data-other-day] select").forEach(restore);
    fold(part);
  });
  foldDays(form);
}

function restore(box) {
  if (box.tagName === "SELECT") {
    for (const option of box.options) option.selected = option.defaultSelected;
  } else {
    box.value = box.defaultValue;
  }
}
