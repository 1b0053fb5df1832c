// The plan of a shot as fields: every word in it can be changed in its place.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { discard, insist, met, save, value, write } from "./condition_draft.js";

// said: extreme wide | wide | full | medium | medium close-up | close-up | extreme close-up | insert
// said: eye level | low angle | high angle
// said: static | pan left | pan right | tilt up | tilt down | push in | pull out | track left | track right | zoom in | zoom out | crane up | crane down | hand-held
// said below
const CAMERA = { scale: "Shot size", angle: "Angle", move: "Camera move" };

/** All groups of fields. */
export function fieldGroups(app, asked, draft) {
  const one = fields(app, asked, draft), people = new Map(asked.cast.map((who) => [who.tag, who.name]));
  return h("form.plan", { "aria-label": t("The plan of the shot"), onsubmit: (event) => event.preventDefault(),
    onkeydown: (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(app, asked, draft); } } },
    group(t("What happens"), [
      one.text("action", t("Action"), "wide"),
      Object.entries(CAMERA).map(([name, label]) => one.choice(name, t(label), asked.choices[name].map((word) => [word, t(word)]))),
      one.line("seconds", t("Length in seconds")),
      one.text("continuity", t("Must stay from earlier shots"), "wide")],
      asked.cuts.length ? h("p.quiet", {}, t("Inside the shot the camera changes: {words}", { words: asked.cuts.join("; ") })) : null),
    asked.people.map((who) => person(one, who, true)),
    asked.heard.map((who) => person(one, who, false)),
    lines(one, asked, draft, people),
    group(t("Sound and things"), [one.text("sound", t("Sound")), one.text("music", t("Music")), one.text("props", t("Things that matter"), "wide")]),
    group(asked.scene.heading, [one.text("scene.light", t("Light")), one.text("scene.description", t("What the place looks like"))],
      asked.scene.shots > 1 ? h("p.quiet", {}, t("These hold in all {n} shots of the scene.", { n: asked.scene.shots })) : null));
}

const group = (name, fields, ...more) => h("fieldset", { key: `group ${name}` }, h("legend", {}, name), h("div.words", {}, fields), more);

function person(one, { tag, name }, seen) {
  return group(seen ? name : t("{name}, heard but not seen", { name }), [
    seen ? [one.text(`${tag}.action`, t("Does")), one.text(`${tag}.expression`, t("Shows"))] : null,
    seen ? [one.text(`${tag}.wardrobe`, t("Wears here")), one.text(`${tag}.appearance`, t("Looks"))] : null,
    one.text(`${tag}.voice`, t("Voice"), "wide")]);
}

/** What is said, and room for one more line. */
function lines(one, asked, draft, people) {
  const speakers = [...people], next = asked.lines + 1;
  const spoken = (n) => h("div.spoken-line", { key: `line ${n}`, role: "group", "aria-label": t("Line {n}", { n }) },
    one.choice(`line ${n}.speaker`, t("Line {n} by", { n }), n > asked.lines ? [["", t("whom?")], ...speakers] : speakers),
    one.text(`line ${n}.text`, t("Words")), one.text(`line ${n}.delivery`, t("How it is said")));
  const open = asked.lines && !draft.more && !Object.keys(draft.fields).some((name) => name.startsWith(`line ${next}.`));
  return h("fieldset", { key: "lines" }, h("legend", {}, t("Lines")),
    Array.from({ length: asked.lines }, (_, n) => spoken(n + 1)),
    people.size === 0 ? null : open || !asked.lines && !draft.more
      ? h("button.small", { type: "button", onclick: () => { draft.more = true; one.redraw(); } }, t("Another line"))
      : spoken(next),
    asked.lines ? h("p.quiet", {}, t("A line without words is taken out; the shot grows where its words need time.")) : null);
}

/** Makers of fields. */
function fields(app, asked, draft) {
  const others = new Set(met(draft, asked));
  const framed = (name, label, kind, input) => h("div.field", { key: name, class: [kind, name in draft.fields && "changed"].filter(Boolean).join(" ") },
    h("label", {}, h("span", {}, label, name in draft.fields ? h("em.mark-changed", {}, t("changed")) : null), input),
    others.has(name) ? theirs(app, asked, draft, name) : null);
  const written = (name) => ({ name, oninput: (event) => write(app, asked, draft, name, event.target.value) });
  return {
    redraw: app.redraw,
    text(name, label, kind = "") {
      const words = value(draft, asked, name);
      return framed(name, label, kind, h("textarea", { ...written(name), value: words, maxlength: 1000, rows: Math.max(1, Math.ceil(words.length / (kind === "wide" ? 90 : 40))) }));
    },
    line: (name, label) => framed(name, label, "short", h("input", { ...written(name), value: value(draft, asked, name), inputmode: "decimal", autocomplete: "off" })),
    choice(name, label, choices) {
      const now = value(draft, asked, name);
      const known = choices.some(([word]) => word === now) ? choices : [[now, now], ...choices];
      return framed(name, label, "short", h("select", { name, onchange: (event) => write(app, asked, draft, name, event.target.value) },
        known.map(([word, words]) => h("option", { value: word, selected: word === now }, words))));
    },
  };
}

/** What somebody else made of a field meanwhile, and whose words are to stand. */
function theirs(app, asked, draft, name) {
  const words = asked.fields[name];
  return h("p.theirs", { role: "status" }, words === undefined ? t("Somebody took this out in the meantime.") : t("Somebody changed this in the meantime: “{words}”", { words }),
    h("button.small", { type: "button", onclick: () => discard(app, asked, draft, name) }, t("Take theirs")),
    h("button.small", { type: "button", onclick: () => insist(app, asked, draft, name) }, t("Keep mine")));
}
