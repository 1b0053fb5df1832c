// What was said and done, oldest first, with undo under everything that changed something.
import { h } from "../../core/dom.js";
import { moment } from "../../core/format.js";
import { t } from "../../core/words.js";
import { held } from "./held.js";
import { put } from "./saying.js";

const MANY = 4;
/** After so many milliseconds an answer does not come any more. */
const LOST = 180_000;
const PLAIN = { yes: "Yes.", again: "Another one." };

export function entries(chat, app, link) {
  const mine = held(app);
  mine.last = chat.entries.at(-1)?.key ?? "";
  return [
    chat.earlier ? h("p.centre", { key: "earlier" }, h("button.small", { onclick: () => { mine.newest += 60; app.refresh(); } }, t("{n} earlier", { n: chat.earlier }))) : null,
    h("ol.log", { key: "log", role: "log", "aria-live": "polite", "aria-label": t("What was said") },
      chat.earlier ? null : idea(chat.idea),
      grouped(chat.entries).map((group) => (group.length < MANY ? group.map((one) => entry(one, app, link)) : folded(group, app, link)))),
    hearing(chat, app),
    unanswered(chat, app),
  ];
}

/** Runs of what was done in the other rooms stand together. */
function grouped(all) {
  const groups = [];
  for (const one of all) {
    const last = groups.at(-1);
    if (one.kind === "done" && last?.[0].kind === "done") last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function folded(group, app, link) {
  return h("li.folded", { key: `g${group[0].key}` }, h("details", {},
    h("summary", {}, t("{n} changes", { n: group.length })), h("ol", {}, group.map((one) => entry(one, app, link)))));
}

function entry(one, app, link) {
  const head = one.kind === "told" ? t("Director") : one.who || t("You");
  return h(`li.${one.kind}`, { key: one.key, class: one.gone ? "gone" : "" },
    h("span.who", {}, head, h("time", { datetime: one.at }, moment(one.at))),
    h("div.words", {}, PLAIN[one.text] ? t(PLAIN[one.text]) : link(one.text)),
    one.stands || one.gone ? fate(one, app) : null);
}

function fate(one, app) {
  const film = app.where.film;
  if (one.gone) {
    return h("span.fate", {}, t("taken back"),
      one.returns ? h("button.small.plain", { onclick: () => app.act(() => app.call("redo", { film }), told) }, `↷ ${t("Do it again")}`) : null);
  }
  return h("span.fate", {}, h("button.small.plain", { "aria-label": t("Undo: {words}", { words: one.text.slice(0, 60) }),
    onclick: () => app.act(() => app.call("undo", { film, turn: one.turn }), told) }, `↶ ${t("Undo")}`));
}

/** What became of the film, in the words of the door. */
const told = (done) => [t("Taken back or done again: {words}", { words: done.words }), ...done.changes].join("\n");

/** What the film was made from, as the first thing that was said. */
function idea(from) {
  const words = from.text.length > 600 ? `${from.text.slice(0, 600)}…` : from.text;
  return h("li.said", { key: "idea" }, h("span.who", {}, t("You"), h("time", { datetime: from.at }, moment(from.at))),
    h("div.words", {}, words || (from.name ? t("A film from {name}", { name: from.name }) : t("A film"))));
}

/** What is being said and answered right now. */
function hearing(chat, app) {
  const now = held(app).hearing;
  if (!now) return null;
  const place = chat.entries.findIndex((one) => one.key === now.after);
  const written = chat.entries.slice(place + 1).some((one) => one.kind === "said" && one.text === now.said);
  return h("div.hearing", { key: "hearing" },
    written ? null : h("div.said", { key: "said" }, h("span.who", {}, t("You")), h("div.words", {}, now.said)),
    h("div.told", { key: "told" }, h("span.who", {}, t("Director")),
      h("div.words", { "data-own": true, "aria-busy": "true" }, now.heard || "…"),
      h("span.fate", {}, h("button.small", { onclick: () => app.act(() => app.call("hush", { film: app.where.film })) }, t("Stop")))));
}

/** A message whose answer is on its way to another page, or was lost with a studio that was closed. */
function unanswered(chat, app) {
  const last = chat.entries.at(-1);
  if (last?.kind !== "said" || held(app).hearing || last.text in PLAIN || chat.now.kind === "work") return null;
  const old = Date.now() - Date.parse(/Z|\+/.test(last.at) ? last.at : `${last.at}Z`) > LOST;
  if (!old) return h("p.quiet", { key: "unanswered" }, t("The director is answering…"));
  return h("p.quiet", { key: "unanswered" }, t("This got no answer."), " ",
    h("button.small", { onclick: () => put(app, last.text) }, t("Say it again")));
}
