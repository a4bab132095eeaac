// Small handles on a page's HTML, for a place where there is no document.

// Puts texts in place of their marks, all in one go: a text that looks like a mark stays a text.
export function marked(html, values) {
  return html.replace(/\[\[(\w+)\]\]/g, (mark, name) => (name in values ? values[name] : mark));
}

// What a template element of the page holds.
export function template(html, kind) {
  const begins = `<template data-new="${kind}">`;
  const at = html.indexOf(begins);
  return at < 0 ? "" : html.slice(at + begins.length, html.indexOf("</template>", at));
}

// Whose page it is.
export function fromKit(html, kit) {
  return html.replace('data-account=""', () => `data-account="${kit.account}" data-from-phone`);
}
