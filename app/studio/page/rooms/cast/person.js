// The card of one person: picture and voice, the band of versions, words that can be changed.
import { h } from "../../core/dom.js";
import { duration } from "../../core/format.js";
import { t } from "../../core/words.js";
import { band, reach } from "./band.js";
import { changed, saying } from "./draft.js";
import { links } from "./links.js";
import { pictureOf } from "./picture.js";
import { voiceOf } from "./voice.js";

// said below
const WORDS = { appearance: "Looks", wardrobe: "Clothes", voice: "Voice" };

export function person(one, data, app, kept) {
  const spot = Math.max(0, one.stretches.findLastIndex((stretch) => stretch.from <= (kept.at ?? 0))), now = one.stretches[spot];
  const card = { one, data, app, kept, spot, now, shots: data.shots.filter((shot) => shot.people.includes(one.tag)) };
  return h("section.person", { key: one.tag, "aria-label": one.name },
    h("div.likeness", {}, pictureOf(card), voiceOf(card)),
    h("div.about", {},
      naming(card),
      h("p.quiet", {}, spoken(card)),
      h("h2", {}, t("Appears in")), links(card.shots, app),
      one.stretches.length > 1 ? band(card) : null,
      h("div.looks", {}, Object.entries(WORDS).map(([name, words]) => saying({ id: `${one.tag}-${name}`, label: t(words), name, value: now[name], kept, app, rows: 3, begun: () => { kept.seen = one.seen; } }))),
      h("div.row", {}, reach(card), h("button.primary", { disabled: !Object.keys(changed(kept, now)).length, onclick: () => save(card) }, t("Save")),
        Object.keys(changed(kept, now)).length ? h("button", { onclick: () => { kept.draft = {}; delete kept.seen; app.redraw(); } }, t("Leave as it was")) : null)));
}

function naming({ one, app, kept }) {
  const film = app.where.film, name = kept.name ?? one.name;
  const rename = () => app.act(() => app.call("rename_character", { film, character: one.tag, name }), t("They are called {name} now.", { name })).then((done) => { if (done) { delete kept.name; app.redraw(); } });
  return h("form.naming", { onsubmit: (event) => { event.preventDefault(); rename(); } },
    h("input", { "aria-label": t("Name"), value: name, maxlength: 60, oninput: (event) => { kept.name = event.target.value; app.redraw(); } }),
    name.trim() && name !== one.name ? h("button.small", { type: "submit" }, t("Rename")) : null);
}

function spoken({ one, data }) {
  const all = data.people.reduce((sum, each) => sum + each.seconds, 0);
  if (!one.lines) return t("Says nothing.");
  return t("Says {n} lines in {time}: {share} % of what is said.", { n: one.lines, time: duration(one.seconds), share: Math.round((100 * one.seconds) / all) });
}

async function save({ one, app, kept, now }) {
  const changes = changed(kept, now);
  const done = await app.act(() => app.call("change_card", { film: app.where.film, character: one.tag, changes, from_shot: kept.reachCode ?? "", seen: kept.seen ?? one.seen }), t("Saved. Takes that no longer fit are marked on the board; nothing is rendered by itself."));
  if (done) { kept.draft = {}; delete kept.seen; app.redraw(); }
}
