// What was said and done, oldest first, with undo under everything that changed something.
import { h } from "../../core/dom.js";
import { moment } from "../../core/format.js";
import { t } from "../../core/words.js";
import { held } from "./held.js";
import { put } from "./saying.js";

const MANY = 4;
/** After so many milliseconds an answer does not come any more. */
const LOST = 180_000;
// said: Yes. | Another one.
const PLAIN = { yes: "Yes.", again: "Another one." };

export function entries(chat, app, link) {
  const mine = held(app);
  mine.last = chat.entries.at(-1)?.key ?? "";
  return [
    chat.earlier ? h("p.talk-centre", { key: "earlier" }, h("button.small", { onclick: () => { mine.newest += 60; app.refresh(); } }, t("{n} earlier", { n: chat.earlier }))) : null,
    h("div", { key: "log", role: "log", "aria-live": "polite", "aria-label": t("What was said") }, h("ol.talk-log", {},
      chat.earlier ? null : idea(chat.idea),
      grouped(chat.entries).map((group) => (group.length < MANY ? group.map((one) => entry(one, app, link)) : folded(group, app, link))))),
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
  return h("li.talk-folded", { key: `g${group[0].key}` }, h("details", {},
    h("summary", {}, t("{n} changes", { n: group.length })), h("ol", {}, group.map((one) => entry(one, app, link)))));
}

function entry(one, app, link) {
  const head = one.kind === "told" ? t("Director") : one.who || t("You");
  return h(`li.talk-${one.kind}`, { key: one.key, class: one.gone ? "talk-gone" : "" },
    h("span.talk-who", {}, head, h("time", { datetime: one.at }, moment(one.at))),
    h("div.talk-words", {}, PLAIN[one.text] ? t(PLAIN[one.text]) : link(one.text)),
    one.stands || one.gone ? fate(one, app) : null);
}

function fate(one, app) {
  const film = app.where.film;
  if (one.gone) {
    return h("span.talk-fate", {}, t("taken back"),
      one.returns ? h("button.small.plain", { onclick: () => app.act(() => app.call("redo", { film }), (done) => told(t("Done again: {words}", { words: done.words }), done)) }, `↷ ${t("Do it again")}`) : null);
  }
  return h("span.talk-fate", {}, h("button.small.plain", { "aria-label": t("Undo: {words}", { words: one.text.slice(0, 60) }),
    onclick: () => app.act(() => app.call("undo", { film, turn: one.turn }), (done) => told(t("Taken back: {words}", { words: done.words }), done)) }, `↶ ${t("Undo")}`));
}

/** And what became of the film, in the words of the door. */
const told = (words, done) => [words, ...done.changes].join("\n");

/** What the film was made from, as the first thing that was said. */
function idea(from) {
  const words = from.text.length > 600 ? `${from.text.slice(0, 600)}…` : from.text;
  return h("li.talk-said", { key: "idea" }, h("span.talk-who", {}, t("You"), h("time", { datetime: from.at }, moment(from.at))),
    h("div.talk-words", {}, words || (from.name ? t("A film from {name}", { name: from.name }) : t("A film"))));
}

/** What is being said and answered right now. */
function hearing(chat, app) {
  const now = held(app).hearing;
  if (!now) return null;
  const place = chat.entries.findIndex((one) => one.key === now.after);
  const written = chat.entries.slice(place + 1).some((one) => one.kind === "said" && one.text === now.said);
  return h("div.talk-hearing", { key: "hearing" },
    written ? null : h("div.talk-said", { key: "said" }, h("span.talk-who", {}, t("You")), h("div.talk-words", {}, now.said)),
    h("div.talk-told", { key: "told" }, h("span.talk-who", {}, t("Director")),
      h("div.talk-words", { "data-own": true, "aria-busy": "true" }, now.heard || "…"),
      h("span.talk-fate", {}, h("button.small", { onclick: () => app.act(() => app.call("hush", { film: app.where.film })) }, t("Stop")))));
}

/** A message whose answer is on its way to another page, or was lost with a studio that was closed. */
function unanswered(chat, app) {
  const last = chat.entries.at(-1);
  if (!last?.waits || held(app).hearing) return null;
  const old = Date.now() - Date.parse(/Z|\+/.test(last.at) ? last.at : `${last.at}Z`) > LOST;
  if (!old) return h("p.quiet", { key: "unanswered" }, t("The director is answering…"));
  return h("p.quiet", { key: "unanswered" }, t("This got no answer."), " ",
    h("button.small", { onclick: () => put(app, last.text) }, t("Say it again")));
}
