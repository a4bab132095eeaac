// Photos are made smaller on the phone before they are sent: a village's signal is weak. Where the browser
// cannot do it, they go as they are and the server makes them smaller.

const LONGEST_SIDE = 2000;
const LIGHT_ENOUGH = 400 * 1024;
const QUALITY = 0.8;

export function sendWhenChosen(form) {
  form.addEventListener("change", async (event) => {
    const input = event.target;
    if (input.type !== "file" || !input.files.length) return;
    const files = await Promise.all([...input.files].map(smaller));
    const list = new DataTransfer();
    for (const file of files) list.items.add(file);
    input.files = list.files;
    input.dispatchEvent(new CustomEvent("ready", { bubbles: false }));
  });
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
    const light = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return light && light.size < file.size ? new File([light], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}
