// The journal: who changed what and when, newest first, with what it was before.
import { h } from "../core/dom.js";
import { t } from "../core/words.js";
import { difference } from "./journal/difference.js";
import { steps } from "./journal/steps.js";

// said below
const KINDS = { plan: "Shot list", cast: "Cast", takes: "Takes", memory: "Memory", notes: "Notes", files: "Files", undo: "Undo", work: "The crew's work" };
const PAGE = 50, ONCE = 200;

export default {
  title: "Journal",
  async load(app) {
    const now = state(app);
    const asked = { film: app.where.film, shot: now.shot, person: now.person, kind: now.kind };
    const log = await app.call("journal", { ...asked, limit: Math.min(now.shown, ONCE) });
    for (let left = now.shown - ONCE; left > 0 && log.next; left -= ONCE) {
      const more = await app.call("journal", { ...asked, before: log.next, limit: Math.min(left, ONCE) });
      log.entries.push(...more.entries);
      log.next = more.next;
    }
    return log;
  },
  view: (data, app) => [
    h("h1", {}, t("Journal")),
    filters(data, app),
    data.entries.length ? days(data.entries).map(([day, entries]) => h("section.day", { key: day, "aria-label": day },
      h("h2", {}, day), h("ol.entries", {}, entries.map((one) => (one.turn ? turn(one, app) : work(one)))))) : empty(app),
    data.next ? h("p", {}, h("button", { onclick: () => { state(app).shown += PAGE; app.refresh(); } }, t("Show older entries"))) : null,
  ],
};

/** What is looked for, and how far back. */
function state(app) {
  const key = `journal ${app.where.film}`;
  if (!app.kept.has(key)) app.kept.set(key, { shot: "", person: "", kind: "", shown: PAGE, open: new Map() });
  return app.kept.get(key);
}

// said: Shot | Every shot | Who | Everybody | What | Everything
function filters(data, app) {
  const now = state(app);
  const choose = (name, label, all, options) => h("label", {}, h("span", {}, t(label)),
    h("select", { onchange: (event) => { now[name] = event.target.value; now.shown = PAGE; app.refresh(); } },
      h("option", { value: "", selected: !now[name] }, t(all)),
      options.map(([value, words]) => h("option", { value, selected: now[name] === value }, words))));
  return h("div.fields.filters", { role: "group", "aria-label": t("What to show") },
    choose("shot", "Shot", "Every shot", data.shots.map((code) => [code, code])),
    choose("person", "Who", "Everybody", [...data.people.map((name) => [name, who(name)]), ["crew", t("The crew")]]),
    choose("kind", "What", "Everything", data.kinds.map((kind) => [kind, t(KINDS[kind])])));
}

function empty(app) {
  const now = state(app);
  if (!now.shot && !now.person && !now.kind) return h("p.quiet", {}, t("Nothing has happened yet."));
  return h("p.quiet", {}, t("Nothing in the journal is like that."), " ",
    h("button.small", { onclick: () => { Object.assign(now, { shot: "", person: "", kind: "", shown: PAGE }); app.refresh(); } }, t("Show everything")));
}

/** Entries by the day they were made, as the guest's clock has it. */
function days(entries) {
  const found = new Map();
  for (const one of entries) {
    const day = new Date(one.at).toLocaleDateString([], { weekday: "long", year: "numeric", month: "long", day: "numeric" });
    found.set(day, [...(found.get(day) ?? []), one]);
  }
  return [...found];
}

function turn(one, app) {
  const opened = state(app).open.get(one.turn);
  return h("li.entry", { key: `t${one.turn}`, class: one.gone ? "gone" : "" }, when(one.at),
    h("div.what", {},
      h("p.words", {}, h("b", {}, who(one.who)), " ", one.words, " ",
        one.gone ? h("span.mark", {}, t("taken back")) : null),
      h("ul.changes", {}, (opened ?? one.changes).map((change, place) => difference(change, place, app))),
      one.more ? h("button.small.plain.all", { "aria-expanded": opened ? "true" : "false", onclick: () => unfold(one, app) },
        opened ? t("Show less") : t("Show {n} more changes", { n: one.more })) : null),
    h("div.doing", {}, back(one, app)));
}

/** The button that takes a turn back, or does it again. */
function back(one, app) {
  const label = (words) => ({ "aria-label": `${words}: ${one.words}` });
  if (one.stands) return h("button.small", { ...label(t("Take back")), onclick: () => app.act(() => app.call("undo", { film: app.where.film, turn: one.turn }), t("Taken back: {words}", { words: one.words })) }, t("Take back"));
  if (one.returns) return h("button.small", { ...label(t("Do again")), onclick: app.redo }, t("Do again"));
  return null;
}

async function unfold(one, app) {
  const { open } = state(app);
  if (open.has(one.turn)) open.delete(one.turn);
  else {
    const all = await app.act(() => app.call("turn_changes", { film: app.where.film, turn: one.turn }));
    if (all) open.set(one.turn, all.changes);
  }
  app.redraw();
}

/** A stretch of the crew's work between two turns. */
function work(one) {
  return h("li.entry.crew", { key: `w${one.place}` }, when(one.at),
    h("div.what", {}, h("p.words", {}, h("b", {}, t("The crew")), " ", steps(one.steps).join(" · ") || t("looked what there is to do"))), h("div.doing", {}));
}

const when = (iso) => h("time", { datetime: iso }, new Date(iso).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
const who = (name) => (name === "user" ? t("You") : name);
