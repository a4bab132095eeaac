// Pictures are made smaller on the phone and kept there until the server has them: a village's signal is weak.
// What the browser cannot open goes as it is, and the server makes it smaller or says why not.

import { Left, change, drop, get, own, put, togetherFor, uuid } from "../app/store.js";
import { element, say } from "./fields.js";

const LONGEST_SIDE = 2000;
const LIGHT_ENOUGH = 400 * 1024;
const QUALITY = 0.8;
const MOST_BYTES = 10 * 1024 * 1024;

export class Photos {
  constructor(form, { log, account, changed }) {
    Object.assign(this, { form, log, account, changed });
    this.box = form.querySelector("[data-evidence]");
    this.words = this.box.dataset;
    this.shots = this.box.querySelector("[data-shots]");
    this.said = this.box.querySelector("[data-photos-said]");
    this.box.addEventListener("change", (event) => {
      if (event.target.type !== "file" || !event.target.files.length) return;
      event.stopPropagation();
      this.take(event.target, event.target.matches("[data-photos]") ? "photo" : "sheet");
    });
    this.box.addEventListener("click", (event) => {
      const button = event.target.closest("[data-drop]");
      if (!button) return;
      event.preventDefault();
      this.remove(button.closest("[data-kept], [data-waiting]"));
    });
  }

  // Pictures that wait on this phone, from before.
  async show() {
    for (const file of await own("files", this.account)) {
      if (file.log !== this.log) continue;
      const kept = this.box.querySelector(`[data-kept="${file.uid}"]`);
      if (file.gone) kept?.remove();
      else if (!kept) this.draw(file);
    }
    this.number();
  }

  // What the phone has no room for stays chosen: it goes with the form, as without a script.
  async take(box, kind) {
    const files = [...box.files];
    say(this.said, this.words.shrinking);
    let trouble = "";
    const left = new DataTransfer();
    for (const file of files) {
      if (kind === "photo" && this.shots.querySelectorAll(".got").length >= Number(this.words.most)) {
        trouble = this.words.tooMany;
        break;
      }
      if (kind === "photo" && file.type && !file.type.startsWith("image/")) {
        trouble = `${file.name}: ${this.words.notAPicture}`;
        continue;
      }
      const light = await smaller(file);
      const row = {
        uid: uuid(), account: this.account, log: this.log, kind,
        name: light.name, size: light.size, blob: light, large: light.size > MOST_BYTES,
      };
      try {
        await togetherFor(this.account, ["files"], (stores) => stores.files.put(row));
        this.draw(row);
      } catch (failed) {
        if (failed instanceof Left) return;
        trouble = this.form.dataset.noRoom;
        left.items.add(file);
      }
    }
    box.files = left.files;
    this.said.textContent = trouble;
    this.number();
    this.changed();
  }

  draw(file) {
    const shown = element(file.kind === "photo" ? "shot" : "sheet");
    shown.dataset.waiting = file.uid;
    const size = `${Math.max(1, Math.round(file.size / 1024))} KB`;
    if (file.kind === "photo") {
      const picture = shown.querySelector("img");
      picture.src = URL.createObjectURL(file.blob);
      picture.onload = () => URL.revokeObjectURL(picture.src);
      shown.querySelector(".pill").textContent = this.words.waits;
      this.shots.querySelector("[data-add-photo]").before(shown);
    } else {
      shown.querySelector("span").textContent = `${file.name} (${size} · ${this.words.waits})`;
      this.box.querySelector("[data-sheets]").append(shown);
    }
    if (file.problem) {
      shown.classList.add("bad");
      say(this.said, file.problem);
    }
  }

  // Kept by the server: it is told when the draft goes. Waiting here: it never was anywhere else.
  async remove(shown) {
    const uid = shown.dataset.kept ?? shown.dataset.waiting;
    const kept = "kept" in shown.dataset;
    if (kept) await put("files", { uid, account: this.account, log: this.log, gone: true });
    else await drop("files", uid);
    shown.remove();
    this.said.textContent = "";
    this.number();
    this.changed();
  }

  // The draft went: what waited is kept by the server now, unless it refused.
  async sent() {
    for (const shown of this.box.querySelectorAll("[data-waiting]")) {
      const file = await get("files", shown.dataset.waiting);
      if (!file) {
        shown.dataset.kept = shown.dataset.waiting;
        delete shown.dataset.waiting;
        const pill = shown.querySelector(".pill");
        if (pill) pill.textContent = pill.textContent.split(" · ")[0];
      } else if (file.problem) {
        shown.classList.add("bad");
        say(this.said, file.problem);
      }
    }
  }

  // A picture that was refused is tried again when the person sends it again.
  async again() {
    for (const file of await own("files", this.account)) {
      if (file.log === this.log && file.problem) {
        await change("files", file.uid, (row) => {
          delete row.problem;
        });
      }
    }
  }

  number() {
    const shown = [...this.shots.querySelectorAll(".got")];
    shown.forEach((shot, place) => {
      shot.querySelector("img").alt = this.words.picture.replace("%1", place + 1);
      shot.querySelector("[data-drop]").setAttribute("aria-label", this.words.remove.replace("%1", place + 1));
    });
    this.shots.querySelector("[data-add-photo]").hidden = shown.length >= Number(this.words.most);
    say(document.querySelector('[data-sum="photos"]'), this.form.dataset.pictures, shown.length);
  }
}

async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size <= LIGHT_ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    const ground = canvas.getContext("2d");
    ground.fillStyle = "#fff";
    ground.fillRect(0, 0, canvas.width, canvas.height);
    ground.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const light = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return light && light.size < file.size ? new File([light], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}
