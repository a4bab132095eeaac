// Days as the page writes them: Buddhist years in Thai, Christian ones in English.

import { iso } from "../app/server.js";

const THAI = document.documentElement.lang !== "en";
const LOCALE = THAI ? "th-TH-u-ca-buddhist-nu-latn" : "en-GB";
const BE = THAI ? 543 : 0;

// ISO date to "พุธ 20 ก.พ. 2562" or "Wed 20 Feb 2019".
export function written(day) {
  const moment = parsed(day);
  if (!moment) return "";
  const part = (options) => new Intl.DateTimeFormat(LOCALE, options).format(moment);
  const weekday = part({ weekday: THAI ? "long" : "short" }).replace(/^วัน/, "");
  const month = part({ month: "short" });
  return `${weekday} ${moment.getDate()} ${month} ${moment.getFullYear() + BE}`;
}

export function parsed(day) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  return found ? new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3])) : null;
}

export function shifted(day, by) {
  const moment = parsed(day);
  return iso(new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() + by));
}

// The day a part's boxes mean, as an ISO date; "" for none that exists.
export function chosen(block) {
  const when = block.querySelector("input[type=radio]:checked")?.value ?? "other";
  if (when !== "other") return when;
  const [day, month, year] = boxes(block).map((box) => Number(arabic(box.value)));
  const christian = year >= 2400 ? year - 543 : year >= 60 && year <= 64 ? year + 1957 : year;
  const moment = new Date(christian, month - 1, day);
  const real = moment.getFullYear() === christian && moment.getMonth() === month - 1 && moment.getDate() === day;
  return real && christian > 1900 ? iso(moment) : "";
}

// Sets a part's boxes to a day, and its two near choices to today and yesterday.
export function choose(block, day, today) {
  const radios = [...block.querySelectorAll("input[type=radio]")];
  const near = [today, shifted(today, -1)];
  near.forEach((value, place) => {
    if (radios[place]) radios[place].value = value;
  });
  for (const radio of radios) radio.checked = radio.value === (near.includes(day) ? day : "other");
  const moment = parsed(day);
  const [first, month, year] = boxes(block);
  first.value = moment.getDate();
  month.value = moment.getMonth() + 1;
  year.value = moment.getFullYear() + BE;
}

function boxes(block) {
  return [...block.querySelectorAll("[data-other-day] input, [data-other-day] select")];
}

export function arabic(text) {
  return text.replace(/[๐-๙]/g, (digit) => digit.charCodeAt(0) - 0x0e50);
}
