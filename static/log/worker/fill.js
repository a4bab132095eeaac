// Pages without a signal: the server's own templates, with rows from the kit put in.

import { prefixOf, safe } from "../app/text.js";
import { fromKit, marked, template } from "./html.js";

// A log for `uid`: of a draft that was begun, or new for a team. `asked` are the address' own wishes.
export function logPage(shell, { kit, uid, draft, team, copy, marks, fresh }) {
  const session = draft?.session ?? fresh;
  let html = shell;
  const row = template(html, "row");
  html = html.split(marks.log).join(uid);
  html = html.split(marks.session).join(session);
  html = html.split(marks.prefix).join(prefixOf("s", session));
  html = html.split("[[team]]").join(String(team.key));
  html = fromKit(html, kit);
  html = html.replace("data-team-name></b>", () => `data-team-name>${safe(team.place)}</b>`);
  html = withTeams(html, kit, team);
  html = withSites(html, team);
  for (const [group, people] of byGroup(team.people)) {
    const rows = people.map((person) => personRow(row, person, prefixOf("s", session), marks)).join("");
    html = html.replace(`data-rows="${group}">`, (found) => found + rows);
  }
  const begun = { entries: draft?.entries ?? null, last: draft ? null : (copy ? team.last : { method: team.method }) };
  return html.replace(/(<script id="begun"[^>]*>)[\s\S]*?(<\/script>)/, (_all, open, close) => open + json(begun) + close);
}

// The rosters of the day, team by team and group by group.
export function peoplePage(shell, { kit, today }) {
  const parts = [];
  for (const team of kit.teams) {
    parts.push(marked(template(shell, "team"), { team: safe(team.name) }));
    for (const [group, people] of byGroup(team.people.filter((person) => isOn(person, today)))) {
      const head = template(shell, `group-${group}`);
      const line = template(shell, "person");
      const rows = people.map((person) => marked(line, { name: safe(person[2]), detail: safe(person[3]) }));
      parts.push(marked(head, { n: people.length, rows: rows.join("") }));
    }
  }
  const more = kit.more_teams ? shell.replace("data-more-teams hidden", "data-more-teams") : shell;
  return fromKit(more, kit).replace("data-people>", (found) => found + parts.join(""));
}

function personRow(row, [key, , name, detail, since, until, uid], prefix, marks) {
  const html = marked(row.split(marks.blank).join(prefix), {
    key: `a${key}`, name: safe(name), detail: safe(detail), since, until,
  });
  return uid ? html.replace("data-row=", `data-uid="${uid}" data-row=`) : html;
}

function byGroup(people) {
  const groups = new Map();
  for (const person of people) groups.set(person[1], [...(groups.get(person[1]) ?? []), person]);
  return groups;
}

function isOn([, , , , since, until], day) {
  return since <= day && (!until || day <= until);
}

function withTeams(html, kit, team) {
  if (kit.more_teams) html = html.replace("data-more-teams hidden", "data-more-teams");
  if (kit.teams.length < 2) return html;
  const options = kit.teams
    .map((one) => `<option value="${one.key}"${one.key === team.key ? " selected" : ""}>${safe(one.place)}</option>`)
    .join("");
  return html
    .replace("data-one-team", "data-one-team hidden")
    .replace("data-teams hidden", "data-teams")
    .replace("data-choose-team>", (found) => found + options);
}

function withSites(html, team) {
  const options = team.sites.map(([key, name]) => `<option value="${key}">${safe(name)}</option>`).join("");
  return html.replace(/(<select name="site"[\s\S]*?)(<\/select>)/, (_all, head, close) => head + options + close);
}

// JSON that no text in it can end the script element with.
function json(value) {
  return JSON.stringify(value).replace(/</g, "\\u003c").replace(/>/g, "\\u003e").replace(/&/g, "\\u0026");
}
