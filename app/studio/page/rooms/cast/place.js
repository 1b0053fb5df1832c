// A scene's place: its heading, its light and what it looks like, its shots and their stills.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { changed, saying } from "./draft.js";
import { link } from "./links.js";

export function place(one, data, app, kept) {
  const shots = data.shots.filter((shot) => shot.scene === one.scene), film = app.where.film;
  const edits = changed(kept, one), any = Object.keys(edits).length > 0;
  const save = async () => {
    const done = await app.act(() => app.call("change_place", { film, scene: one.scene, changes: edits }), t("Saved. Takes that no longer fit are marked on the board; nothing is rendered by itself."));
    if (done) { kept.draft = {}; app.redraw(); }
  };
  const field = (name, label, rows) => saying({ id: `scene-${one.scene}-${name}`, label, name, value: one[name], kept, app, rows });
  return h("section.place", { key: `scene ${one.scene}`, "aria-label": one.heading },
    h("h2", {}, h("span.scene-number", {}, one.scene), one.heading),
    shots.length ? h("ul.stills", {}, shots.map((shot) => h("li", { key: shot.code }, link(shot.code, app,
      shot.still ? h("img", { src: app.media(film, shot.still, 320), alt: "", loading: "lazy" }) : h("span.nothing", {}, t("no take yet")), h("small", {}, shot.code))))) : h("p.quiet", {}, t("No shot yet.")),
    h("div.telling", {}, field("time", t("Time of day")), field("light", t("Light"), 2), field("description", t("What it looks like"), 2)),
    h("div.row", {}, h("button.primary", { disabled: !any, onclick: save }, t("Save")), any ? h("button", { onclick: () => { kept.draft = {}; app.redraw(); } }, t("Leave as it was")) : null));
}
