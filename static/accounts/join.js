// The code of a QR stands behind the "#", which a browser sends to no server. It goes into the field and out of
// the address, so that neither history nor a shared screen keeps it.

const code = decodeURIComponent(location.hash.slice(1)).trim();

if (code) {
  history.replaceState(null, "", location.pathname);
  const field = document.getElementById("id_code");
  field.value = code;
  field.form.querySelector("button").focus();
}
