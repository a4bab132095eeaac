// Printing needs a script; a page without one has no button for it.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => window.print());
