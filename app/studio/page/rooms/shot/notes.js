// Notes on the takes of the shot: written at a frame, listed, settled, judged.
import { h } from "../../core/dom.js";
import { moment, timecode, version } from "../../core/format.js";
import { t } from "../../core/words.js";
import { differences } from "./difference.js";

// said below
const CATEGORIES = { "": "by its words", appearance: "appearance", action: "action", dialogue: "dialogue", camera: "camera", layout: "layout", sync: "sync" };
// said below
const REACHES = { "": "as the words say", here: "only in this shot", onwards: "from this shot on", everywhere: "in the whole film", note: "nothing: only keep the note" };

/** The box for a note at the frame in hand. */
export function noteForm(app, shot, seen, player) {
  const form = draft(app, shot.code), busy = app.kept.get("heard")?.step;
  const set = (name, live) => (event) => { form[name] = live ? event.target.checked : event.target.value; };
  const send = () => write(app, shot, seen, form, player());
  return h("form.note-form", { "aria-label": t("A note"), onsubmit: (event) => { event.preventDefault(); send(); } },
    h("label", { for: "note-text" }, h("strong", {}, t("What should be different?"))),
    h("textarea", { id: "note-text", rows: 2, maxlength: 2000, value: form.text, placeholder: t("for example: closer, and she should not smile"), oninput: set("text"),
      onfocus: () => player()?.pause(),
      onkeydown: (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); } else if (event.key === "Escape") event.target.blur(); } }),
    h("div.row", {},
      h("label.check", {}, h("input", { type: "checkbox", checked: form.pinned, onchange: set("pinned", true) }),
        h("span.pinned-at", {}, t("at"), " ", h("b", { "data-own": "", "data-frame": "both", key: "at" }, timecode(0, seen.fps)))),
      chooser(t("About"), CATEGORIES, form.category, set("category")),
      chooser(t("Looks and clothes change"), REACHES, form.reach, set("reach")),
      h("label.check", {}, h("input", { type: "checkbox", checked: form.same, onchange: set("same", true) }), h("span", {}, t("same seed"))),
      h("span.grow", {}),
      h("button.primary", { disabled: Boolean(busy), title: "Ctrl+Enter" }, busy ? t("In work…") : form.reach === "note" ? t("Keep the note") : t("Note and new take"))),
    busy ? h("p.quiet", { role: "status" }, t(busy)) : null);
}

const chooser = (name, choices, value, onchange) => h("label.chooser", {}, h("span", {}, name),
  h("select", { onchange: (event) => { onchange(event); } }, Object.entries(choices).map(([key, words]) => h("option", { value: key, selected: key === value }, t(words)))));

function draft(app, code) {
  const key = `note ${code}`;
  if (!app.kept.has(key)) app.kept.set(key, { text: "", category: "", reach: "", same: false, pinned: true });
  return app.kept.get(key);
}

// said: Reading the note…
async function write(app, shot, seen, form, player) {
  if (!form.text.trim()) { app.say(t("The note is empty: say what should be different."), "refused"); return; }
  const only = form.reach === "note";
  const given = { film: app.where.film, shot: shot.code, take: version(seen.number), text: form.text, frame: form.pinned ? player?.frame ?? -1 : -1,
    category: form.category, reach: only ? "" : form.reach, same_seed: form.same, only_note: only };
  const hear = (piece) => { app.kept.set("heard", { shot: shot.code, ...piece }); app.redraw(); };
  hear({ step: "Reading the note…" });
  const heard = await app.act(() => app.stream("note", given, hear));
  app.kept.set("heard", heard ? { shot: shot.code, ...heard } : null);
  if (heard) { form.text = ""; form.reach = ""; document.activeElement?.blur(); if (heard.understood) await app.go({ take: "" }, { replace: true }); }
  app.redraw();
}

/** What was understood of the last note, until it is dismissed. */
export function heardPanel(app, shot) {
  const heard = app.kept.get("heard");
  if (heard?.shot !== shot.code || heard.step) return null;
  return h("section.sheet-box.heard", { role: "status", "aria-label": t("What became of the note") },
    h("p", {}, h("strong", {}, `“${heard.note.text}”`), " ", heard.said),
    heard.differences.length ? differences(heard.differences) : null,
    h("p.row", {},
      h("span", {}, heard.understood ? t(heard.work) : heard.said === "kept as a note" ? "" : t("Nothing is rendered: say it in other words, or ask for a new take.")),
      h("span.grow", {}),
      heard.understood ? h("button.small", { onclick: async () => { if (await app.undo()) app.kept.delete("heard"); app.redraw(); } }, t("Undo")) : null,
      h("button.small", { onclick: () => { app.kept.delete("heard"); app.redraw(); } }, t("Fine"))));
}

/** All notes: what the next take is to answer, and what is settled. */
export function noteList(app, notes, seen, go) {
  const open = notes.filter((note) => note.counts), settled = notes.filter((note) => !note.counts);
  const item = (note) => card(note, app, seen, go);
  return h("section.remarks", { "aria-label": t("Notes") },
    h("h2", {}, t("Notes"), h("span.quiet", {}, ` ${open.length}`)),
    open.length ? h("ul", {}, open.map(item)) : h("p.quiet", {}, t("No open notes. Press n to write one at the frame in hand.")),
    settled.length ? h("details", { key: "settled" }, h("summary", {}, t("{n} settled", { n: settled.length })), h("ul", {}, settled.map(item))) : null);
}

function card(note, app, seen, go) {
  const film = app.where.film, human = note.author === "user";
  const call = (name, given, done) => () => app.act(() => app.call(name, { film, note: note.id, ...given }), done);
  const verdict = (word, label) => h("button.small", { "aria-pressed": String(note.label === word), onclick: call("label", { verdict: note.label === word ? "" : word }, "") }, label);
  return h("li.remark", { key: `note ${note.id}`, id: `note-${note.id}`, tabindex: -1, class: `${note.counts ? "is-open" : "is-settled"} ${human ? "human" : "critic"}` },
    h("p.note-head", {},
      note.frame === null ? h("span.quiet", {}, t("the whole take"))
        : h("button.small.plain.at", { onclick: () => go(Math.min(note.frame, seen.frames - 1)), "aria-label": t("Go to frame {n}", { n: note.frame }) }, timecode(note.frame, seen.fps)),
      h("span.about-tag", {}, t(note.category)),
      h("span.quiet", {}, [human ? t("by a person") : t("by the critic: {name}", { name: t(note.author) }), version(note.take), moment(note.at)].join(" · "))),
    h("p.note-text", {}, note.text),
    note.evidence ? h("p.quiet.evidence", {}, evidence(note.evidence)) : null,
    h("p.row", {},
      h("span.quiet", {}, fate(note)),
      h("span.grow", {}),
      human ? null : [verdict("right", t("Right")), verdict("wrong", t("Wrong"))],
      note.open ? h("button.small", { onclick: call("resolve", {}, t("Settled.")) }, t("Settle")) : h("button.small", { onclick: call("resolve", { reopen: true }, t("Open again: it counts for the next take.")) }, t("Open again"))));
}

function evidence(found) {
  const where = found.frame === null ? "" : found.last_frame === null || found.last_frame === found.frame ? t("frame {n}", { n: found.frame }) : t("frames {a} to {b}", { a: found.frame, b: found.last_frame });
  const value = Number.isInteger(found.value) ? String(found.value) : found.value.toFixed(2);
  return [t("measured {measure} {value}, expected {expected}", { measure: found.measure, value, expected: found.expected }), where].filter(Boolean).join("; ");
}

function fate(note) {
  if (!note.open) return note.resolved_by ? t("settled by {take}", { take: version(note.resolved_by) }) : t("settled");
  if (note.label === "wrong") return t("called wrong: it does not count");
  if (!note.counts) return t("said again of a later take");
  return note.tried ? t("open; see {take}", { take: version(note.tried) }) : t("open");
}

/** Put the cursor into the box. */
export const focusNote = () => document.getElementById("note-text")?.focus();

/** Bring a note into view. */
export function showNote(note) {
  const place = document.getElementById(`note-${note.id}`);
  if (!place) return;
  place.closest("details")?.setAttribute("open", "");
  place.scrollIntoView({ block: "nearest" });
  place.focus({ preventScroll: true });
}
