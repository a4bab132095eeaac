// The activity log, better with a script. Without one every button works through the server.

import "./day.js";
import { keepDraft } from "./autosave.js";
import { sendWhenChosen } from "./photos.js";
import { foldIssues } from "./newcomer.js";
import { count, everyoneCame, sayMethod } from "./roll.js";

const form = document.querySelector("[data-log]");

function changed(event) {
  if (event.target.type === "file" || event.target.name?.startsWith("new-")) return;
  refresh();
  form.dispatchEvent(new CustomEvent("change-of-draft"));
}

function refresh() {
  count(form);
  sayMethod(form);
}

form.addEventListener("input", changed);
form.addEventListener("change", (event) => {
  if (event.target.type === "radio" || event.target.type === "checkbox") return;
  changed(event);
});
form.addEventListener("click", (event) => {
  if (!event.target.closest("[data-everyone]")) return;
  event.preventDefault();
  everyoneCame(form);
  count(form);
  form.dispatchEvent(new CustomEvent("change-of-draft"));
});
document.addEventListener("htmx:afterSwap", () => {
  refresh();
  foldIssues();
});

form.addEventListener("put-back", () => {
  refresh();
  form.dispatchEvent(new CustomEvent("change-of-draft"));
});

keepDraft(form);
sendWhenChosen(form);
document.getElementById("errors")?.focus();
