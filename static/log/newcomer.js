// Issues are asked only of a group that works on issues. Without a script they always stand there.

export function foldIssues() {
  for (const part of document.querySelectorAll("[data-issues]")) {
    const form = part.closest("form");
    const groups = part.dataset.issues.split(" ");
    const chosen = form.querySelector(`[name="${part.dataset.groupName}"]:checked`);
    part.hidden = !(chosen && groups.includes(chosen.value));
  }
}

document.addEventListener("change", foldIssues);
foldIssues();
