// The draft goes to the server by itself a few seconds after the last change. What could not be sent yet
// stays on the phone, keeps the page from closing unasked, and goes when there is a signal again.

import { deviceCopy } from "./device.js";

const PAUSE = 4000;
const AGAIN = 20000;
const FILES = ["photos", "sheet"];

export function keepDraft(form) {
  const offline = document.querySelector("[data-offline]");
  const device = deviceCopy(form);
  let changes = 0;
  let timer = 0;
  let leaving = false;
  let stopped = false;

  const wait = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(() => send(), pause);
  };

  async function send({ closing = false } = {}) {
    if (!changes || stopped || leaving) return;
    const sent = changes;
    say(form.dataset.saving);
    try {
      // Not form.action: the buttons named "action" hide it.
      const answer = await fetch(window.location.pathname, {
        method: "POST",
        body: draftOf(form),
        headers: { "X-Autosave": "1" },
        credentials: "same-origin",
        redirect: "error",
        keepalive: closing,
      });
      if (!answer.ok) throw new Error(answer.status);
      read(await answer.json(), sent);
    } catch {
      offline.hidden = false;
      if (device.keep()) say(form.dataset.onDevice);
      else say(form.dataset.noRoom, true);
      wait(AGAIN);
    }
  }

  function read(answer, sent) {
    offline.hidden = true;
    if (answer.gone || answer.conflict) {
      stopped = true;
      say(answer.gone ? form.dataset.gone : form.dataset.conflict, true);
      return;
    }
    form.querySelector("[data-version]").value = answer.version;
    changes -= sent;
    if (!changes) device.drop();
    if (answer.problems) say(form.dataset.open.replace("%1", answer.problems), true);
    else say(answer.saved);
    if (changes) wait(PAUSE);
  }

  function say(words, bad = false) {
    // Looked up each time: a part of the page that comes new brings its own.
    const state = document.getElementById("state");
    state.textContent = words;
    state.classList.toggle("bad", bad);
  }

  function changed() {
    changes += 1;
    device.keep();
    wait(PAUSE);
  }

  form.addEventListener("change-of-draft", changed);
  form.addEventListener("submit", () => {
    leaving = true;
    device.drop();
  });
  // Sent in the background and answered with a part of the page: that was a save, too.
  document.addEventListener("htmx:afterRequest", (event) => {
    offline.hidden = event.detail.successful;
    if (!event.detail.successful) return;
    changes = 0;
    device.drop();
  });
  document.addEventListener("log-conflict", () => {
    stopped = true;
    say(form.dataset.conflict, true);
  });
  window.addEventListener("online", () => wait(0));
  window.addEventListener("pageshow", () => {
    leaving = false;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") send({ closing: true });
  });
  window.addEventListener("beforeunload", (event) => {
    if (changes && !leaving && !stopped) event.preventDefault();
  });
  device.offer(document.querySelector("[data-kept]"), () => form.dispatchEvent(new Event("put-back")));
}

function draftOf(form) {
  const draft = new FormData(form);
  for (const name of [...draft.keys()]) {
    // Files go when they are chosen, a newcomer when the button is pressed.
    if (FILES.includes(name) || name.startsWith("new-")) draft.delete(name);
  }
  draft.set("action", "save");
  return draft;
}
