// People without names: one more row, and what they add up to beside the people.

import { arabic } from "./days.js";
import { made } from "./fields.js";

const BLANK = "h999-";

export class Counts {
  constructor(form) {
    this.form = form;
    this.box = form.querySelector("[data-counts]");
    this.number = form.querySelector("[data-counts-number]");
    form.addEventListener("click", (event) => {
      if (!event.target.closest("[data-add-count]")) return;
      event.preventDefault();
      this.add().querySelector("input").focus();
      form.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  get rows() {
    return this.box.querySelectorAll("[data-count-row]").length;
  }

  add() {
    this.box.insertAdjacentHTML("beforeend", made("count", { [BLANK]: `h${this.rows}-` }));
    this.number.value = this.rows;
    return this.box.lastElementChild;
  }

  total() {
    let sum = 0;
    for (const box of this.box.querySelectorAll("input[name$='-number']")) {
      sum += Number.parseInt(arabic(box.value).replace(/,/g, ""), 10) || 0;
    }
    return sum;
  }
}
