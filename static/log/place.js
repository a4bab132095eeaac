// Where it was: from the phone's position or from a small map. Without a script the two boxes take what is
// pasted. The map and all that belongs to it come only when somebody asks for it.

const part = document.querySelector("[data-place]");
if (part) setUp(part);

function setUp(part) {
  const words = part.dataset;
  const box = (name) => part.querySelector(`[name="${name}"]`);
  const [latitude, longitude, source] = ["latitude", "longitude", "position_source"].map(box);
  const [said, tools, now, open, drop, canvas, centre] = [
    "said", "tools", "now", "open", "drop", "canvas", "centre",
  ].map((name) => part.querySelector(`[data-place-${name}]`));
  const map = canvas.querySelector(".map");
  let loading = null;

  const say = (text, bad = false) => {
    said.textContent = text;
    said.classList.toggle("bad", bad);
  };

  const position = () => {
    const pair = [latitude.value, longitude.value].map(Number);
    return latitude.value && longitude.value && pair.every(Number.isFinite) ? pair : null;
  };

  const set = (pair, from) => {
    [latitude.value, longitude.value] = pair ? pair.map((number) => String(Number(number.toFixed(6)))) : ["", ""];
    source.value = from;
    drop.hidden = !pair;
    // The form keeps its draft when something in it was typed.
    latitude.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const showOnMap = () => map.dispatchEvent(new CustomEvent("place-set", { detail: position() }));

  const told = (pair, from) => {
    if (!inThailand(pair)) {
      say(words.outside, true);
      return false;
    }
    set(pair, from);
    return true;
  };

  now.addEventListener("click", () => {
    say(words.looking);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (!told([coords.latitude, coords.longitude], "phone")) return;
        const metres = Math.max(1, Math.round(coords.accuracy));
        const rough = metres > 1000;
        say(
          `${words.place} ${latitude.value}, ${longitude.value} · ` +
            (rough ? words.rough.replace("%1", Math.round(metres / 1000)) : words.phone.replace("%1", metres)),
        );
        showOnMap();
      },
      ({ code }) => say(code === 1 ? words.refused : words.lost, true),
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });

  open.addEventListener("click", async () => {
    canvas.hidden = !canvas.hidden;
    open.setAttribute("aria-expanded", String(!canvas.hidden));
    if (canvas.hidden) return;
    try {
      loading ??= load(words);
      await loading;
      canvas.classList.add("ready");
      showOnMap();
    } catch {
      loading = null;
      canvas.hidden = true;
      open.setAttribute("aria-expanded", "false");
      say(words.failed, true);
    }
  });

  map.addEventListener("place-chosen", ({ detail }) => {
    if (told(detail, "map")) say(`${words.place} ${latitude.value}, ${longitude.value} · ${words.map}`);
    else showOnMap();
  });
  centre.addEventListener("click", () => map.dispatchEvent(new CustomEvent("place-centre")));
  drop.addEventListener("click", () => {
    set(null, "");
    showOnMap();
    say(words.none);
    now.focus();
  });
  for (const typed of [latitude, longitude]) {
    typed.addEventListener("input", (event) => {
      if (!event.isTrusted) return;
      // What was typed is nobody's but the writer's; the server reads it.
      source.value = "";
      drop.hidden = !latitude.value && !longitude.value;
    });
  }

  // A draft that was kept on the phone comes back into the boxes.
  latitude.form.addEventListener("put-back", () => {
    drop.hidden = !latitude.value && !longitude.value;
    const pair = position();
    say(pair ? `${words.place} ${pair.join(", ")}` : words.none);
    showOnMap();
  });
  drop.hidden = !latitude.value && !longitude.value;
  now.hidden = !navigator.geolocation;
  tools.hidden = false;
}

// The box around Thailand, as the server has it; degrees.
function inThailand([lat, lon]) {
  return lat >= 5.6 && lat <= 20.5 && lon >= 97.3 && lon <= 105.7;
}

async function load({ styles, scripts }) {
  await Promise.all(styles.split(" ").map(style));
  // One after the other: each needs the one before.
  for (const address of scripts.split(" ")) await script(address);
}

function style(address) {
  return arrived(Object.assign(document.createElement("link"), { rel: "stylesheet", href: address }));
}

function script(address) {
  return arrived(Object.assign(document.createElement("script"), { src: address }));
}

function arrived(element) {
  return new Promise((done, fail) => {
    element.addEventListener("load", done);
    element.addEventListener("error", () => {
      element.remove();
      fail(new Error("not loaded"));
    });
    document.head.append(element);
  });
}
