// The board: all shots as cards in order, what the film costs, and changing the shot list as a list.
import { h } from "../core/dom.js";
import { t } from "../core/words.js";
import { card, scene } from "./board/card.js";
import { passing, filters } from "./board/filters.js";
import { strip } from "./board/strip.js";
import { selection } from "./board/selection.js";
import { keysOf } from "./board/keys.js";
import { arrived, shown } from "./board/focus.js";
import { stateOf } from "./board/state.js";

export default {
  title: "Board",
  load: (app) => app.call("board", { film: app.where.film }),
  view(data, app) {
    const state = stateOf(app);
    arrived(data, state, app);
    if (!data.shots.length) return empty(data, app);
    const shots = data.shots.filter((shot) => passing(shot, state));
    return [
      h("h1.away", {}, t("Board")),
      strip(data, app),
      filters(data, state, shots.length, app),
      shots.length ? h("div.board", { key: "board", style: { "--ratio": `${data.width} / ${data.height}` } }, runs(shots, data, state, app))
        : h("p.quiet.none", { key: "none" }, t("No shot is like that."), " ", h("button.small", { onclick: () => { state.clear(); app.redraw(); } }, t("Show all shots"))),
      selection(data, state, app),
    ];
  },
  keys: keysOf,
  shown,
};

/** The cards, with a heading wherever another scene begins. */
function runs(shots, data, state, app) {
  const seen = new Map();
  let before = null;
  return shots.flatMap((shot) => {
    const begins = shot.scene !== before ? scene(shot, again(seen, shot.scene)) : null;
    before = shot.scene;
    return [begins, card(shot, data, state, app)];
  });
}

function again(seen, number) {
  const times = seen.get(number) ?? 0;
  seen.set(number, times + 1);
  return times;
}

function empty(data, app) {
  const waits = data.state.startsWith("waits");
  return [h("h1", {}, t("No shots yet")),
    h("p.quiet", {}, waits ? t("The director waits for your word before the shot list is written.") : t("The shot list is being written; the shots appear here as soon as there are any.")),
    h("p", {}, h("button", { onclick: () => app.go({ room: "director" }) }, t("Talk to the director")))];
}
