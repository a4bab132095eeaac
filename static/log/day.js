// Today, yesterday, another day: the three boxes fold away unless another day is meant.

function setUp(part) {
  const boxes = part.querySelector("[data-other-day]");
  const choices = [...part.querySelectorAll("input[type=radio]")];
  const other = choices.find((choice) => choice.value === "other");
  if (!boxes || !other) return;
  const fold = () => {
    boxes.hidden = !other.checked && !boxes.querySelector(".err");
  };
  for (const choice of choices) {
    choice.addEventListener("change", () => {
      // The server takes a day typed into the boxes for meant, so they go back to what they held.
      if (!other.checked) boxes.querySelectorAll("input, select").forEach(restore);
      fold();
    });
  }
  fold();
}

function restore(box) {
  if (box.tagName === "SELECT") {
    for (const option of box.options) option.selected = option.defaultSelected;
  } else {
    box.value = box.defaultValue;
  }
}

document.querySelectorAll("[data-day]").forEach(setUp);
