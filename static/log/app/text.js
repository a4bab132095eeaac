// Texts on their way into a page, and names made of a uid: the same for pages and for the service worker.

export function safe(text) {
  return String(text)
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");
}

// What the names of a part's fields begin with, as the server makes it: a letter for its kind, and the uid's start.
export function prefixOf(kind, uid) {
  return `${kind}${uid.replace(/-/g, "").slice(0, 8)}`;
}
