// Planning ahead: until when is asked only of what is repeated, and the button says how many are planned.

const form = document.getElementById("plan");
const ends = form?.querySelector("[data-repeating]");
if (ends) {
  const choices = [...form.querySelectorAll("input[name=repeats]")];
  const fold = () => {
    ends.hidden = choices.some((choice) => choice.checked && choice.value === "");
  };
  choices.forEach((choice) => choice.addEventListener("change", fold));
  fold();
}

const button = form?.querySelector("[data-many]");
if (button) {
  const days = [...form.querySelectorAll("input[name=days]")];
  const count = () => {
    const number = days.filter((day) => day.checked).length;
    button.querySelector("span").textContent = button.dataset.many.replace("{n}", number);
  };
  days.forEach((day) => day.addEventListener("change", count));
  count();
  document.getElementById("days").focus();
}
