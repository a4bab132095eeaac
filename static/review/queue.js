// The list of what waits: counts what is chosen and chooses everything without a remark.

const form = document.getElementById("choose");
const bar = form?.querySelector(".bulk");

if (bar) {
  const boxes = [...form.querySelectorAll('input[name="uid"]')];
  const part = (name) => form.querySelector(`[data-${name}]`);
  const first = { chosen: part("chosen").textContent, verify: part("verify").textContent };

  const show = () => {
    const number = boxes.filter((box) => box.checked).length;
    part("chosen").textContent = number ? bar.dataset.words.replace("{n}", number) : first.chosen;
    part("verify").textContent = number ? bar.dataset.button.replace("{n}", number) : first.verify;
    part("clear").hidden = number === 0;
  };

  part("choose").hidden = !boxes.some((box) => "plain" in box.dataset);
  part("choose").addEventListener("click", () => {
    for (const box of boxes) box.checked = "plain" in box.dataset;
    show();
  });
  form.addEventListener("change", show);
  // The boxes are cleared only after the event.
  form.addEventListener("reset", () => setTimeout(show));
  // Back from another page the browser may have kept the ticks.
  window.addEventListener("pageshow", show);
  show();
}
