// Every mention of a shot becomes a link to it; whatever stands between backquotes can be said with one click.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { put } from "./saying.js";

const KNOWN = /`([^`\n]{1,120})`|\b(?:[A-Z0-9]+_)?\d{3,}_\d{4}\b|\b\d{4}\b|\bshots? \d+(?:(?: ?[-–] ?|, | and )\d+\b)*|镜头 ?\d+|第 ?\d+ ?个?镜头/gi;

/** Gives a function from words to text and links, for the shots a film really has. */
export function linker(shots, app) {
  const whole = new Map(shots.map((shot) => [shot.code, shot]));
  const ends = new Map();
  for (const { code } of shots) {
    const parts = code.split("_");
    for (const end of [parts.slice(-2).join("_"), parts.at(-1)]) ends.set(end, ends.has(end) ? null : code);
  }
  const link = (code, words) => h("a.talk-mention", { href: `?${new URLSearchParams({ film: app.where.film, room: "shot", shot: code })}`, title: code, onclick: (event) => {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    app.go({ room: "shot", shot: code, take: "" });
  } }, words);
  const place = (digits) => shots[Number(digits) - 1]?.code;

  const one = (found, said) => {
    if (said) return h("button.talk-sayable", { title: t("Put these words into the box"), onclick: () => put(app, said) }, said);
    const code = whole.has(found.toUpperCase()) ? found.toUpperCase() : ends.get(found);
    if (code) return link(code, found);
    if (/^[\d_]+$/.test(found)) return found;
    const numbers = found.match(/\d+/g);
    if (numbers.length === 1) return place(numbers[0]) ? link(place(numbers[0]), found) : found;
    return found.split(/(\d+)/).map((part) => (/^\d+$/.test(part) && place(part) ? link(place(part), part) : part));
  };

  return (text) => {
    const pieces = [];
    let at = 0;
    for (const found of text.matchAll(KNOWN)) {
      pieces.push(text.slice(at, found.index), one(found[0], found[1]));
      at = found.index + found[0].length;
    }
    return [...pieces, text.slice(at)];
  };
}
