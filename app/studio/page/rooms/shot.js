// One shot under the loupe: the player, its takes, notes, and what was asked.
import { Refused } from "../core/api.js";
import { h } from "../core/dom.js";
import { version } from "../core/format.js";
import { t } from "../core/words.js";
import { blink, compareBar, compareWith, comparing, differencePanel, manner, setWipe, toggleCompare } from "./shot/compare.js";
import { conditionPanel } from "./shot/condition.js";
import { dependentsPanel, fitPanel } from "./shot/fits.js";
import { memoryPanel } from "./shot/memory.js";
import { focusNote, heardPanel, noteForm, noteList, showNote } from "./shot/notes.js";
import { Player, playerKeys, transport } from "./shot/player.js";
import { strip } from "./shot/strip.js";
import { actions, decisions, flip, rendered, stack, standing } from "./shot/takes.js";

let player = null;

export default {
  title: "Shot",
  async load(app) {
    const { film, shot = "", take = "" } = app.where, first = app.call("shot", { film, shot, take });
    const code = shot || (await first).shot?.code;
    if (!code) return { shot: await first };
    const given = { film, shot: code, take };
    const [main, asked, ways] = await Promise.all([first, softly(app.call("condition", given)), softly(app.call("ways", given))]);
    const other = main.shot && comparing(app, main.shot.code), seen = main.take;
    const compared = other && seen ? await softly(app.call("compare", { film, shot: main.shot.code, before: version(other.number), after: version(seen.number) })) : null;
    return { shot: main, asked, ways, compared };
  },
  view(data, app) {
    if (!data.shot?.shot) return [h("h1", {}, t("Shot")), h("p.quiet", {}, t("There are no shots yet. When the shot list is written they can be looked at here."))];
    const { seen, kept, other } = hand(data, app), { shot } = data.shot, notes = data.shot.notes;
    const go = (frame) => player?.step(frame - player.frame);
    return [
      head(data, app),
      h("div.loupe", { key: `loupe ${shot.code}` },
        h("div.viewer", {},
          seen ? [
            h("div.shot-screen", { key: `screen ${shot.code}`, "data-own": "", class: manner(other ? kept : null), style: { aspectRatio: ratio(kept, other, seen) }, onclick: () => player?.toggle() }),
            other ? compareBar(app, kept, seen, other) : null,
            strip(seen, notes, go, showNote), transport(player, seen)]
            : h("div.shot-screen.blank", { key: "blank" }, h("p.quiet", {}, t("There is no take yet."))),
          decisions(data, app, seen),
          heardPanel(app, shot),
          fitPanel(data, app),
          seen ? noteForm(app, shot, seen, () => player) : null),
        h("div.beside", {},
          stack(data, app, seen, other, (take) => compareWith(app, shot.code, take)),
          other ? differencePanel(data.compared) : null,
          seen ? noteList(app, notes, seen, go) : null,
          seen ? dependentsPanel(data, app, seen) : null)),
      h("div.asked", {}, written(data, app, conditionPanel), written(data, app, memoryPanel)),
    ];
  },
  shown(data, app) {
    const screen = document.querySelector(".shot-screen[data-own]");
    if (!screen) { player?.pause(); player = null; return; }
    const { seen, kept, other } = hand(data, app), fresh = !screen.player;
    screen.player ??= new Player(screen, () => app.redraw());
    player = screen.player;
    screen.style.aspectRatio = ratio(kept, other, seen);
    player.show(seen, other, app.where.film, app.media);
    if (kept) setWipe(kept);
    if (fresh) app.redraw();
  },
  keys(data, app) {
    if (!data.shot?.shot) return [];
    const { seen, kept, other } = hand(data, app), { before, after } = data.shot.neighbours, acts = actions(data, app, seen);
    const beside = (code) => code && app.go({ shot: code, take: "" });
    return [
      ...(seen && player ? playerKeys(player) : []),
      ...(seen ? [
        { keys: ["["], label: t("The take before"), run: () => flip(data.shot.takes, seen, -1, app) },
        { keys: ["]"], label: t("The next take"), run: () => flip(data.shot.takes, seen, 1, app) },
        { keys: ["v"], label: t("Compare two takes"), run: () => toggleCompare(app, data, seen) },
        ...(other ? [{ keys: ["b"], label: t("Blink between the two"), run: () => blink(app, kept) }] : []),
        { keys: ["n"], label: t("Note at this frame"), run: focusNote },
        { keys: ["a"], label: t("Approve the take"), run: acts.approve }] : []),
      { keys: ["r"], label: t("New take, new seed"), run: () => acts.retake(1) },
      { keys: ["o"], label: t("Leave the shot out, or take it back in"), run: acts.omit },
      { keys: [",", "PageUp"], label: t("The shot before"), run: () => beside(before) },
      { keys: [".", "PageDown"], label: t("The next shot"), run: () => beside(after) },
    ];
  },
};

/** What the guest has in hand: the take that is seen, and the one it is compared with. */
function hand(data, app) {
  const made = rendered(data.shot.takes), named = Number((app.where.take ?? "").replace(/^v/, ""));
  const seen = made.find((take) => take.number === named) ?? made.find((take) => take.number === data.shot.take?.number) ?? null;
  const kept = comparing(app, data.shot.shot.code);
  const other = kept && seen ? made.find((take) => take.number === kept.number && take.number !== seen.number) ?? null : null;
  return { seen, kept: other ? kept : null, other };
}

const ratio = (kept, other, seen) => `${seen.width * (other && kept?.mode === "side" ? 2 : 1)} / ${seen.height}`;

/** What refuses in words is shown in its place and keeps nothing else from being shown. */
const softly = (asking) => asking.catch((error) => { if (error instanceof Refused) return { refused: error.message }; throw error; });
const written = (data, app, panel) => (data.asked?.refused ? (panel === conditionPanel ? h("p.quiet", {}, data.asked.refused) : null) : panel(data, app));

function head({ shot: { shot, neighbours } }, app) {
  const way = (code, label, sign) => h("button.plain", { "aria-label": label, title: label, disabled: !code, onclick: () => app.go({ shot: code, take: "" }) }, sign);
  return h("header.shot-head", {},
    way(neighbours.before, t("The shot before"), "‹"),
    h("h1", {}, shot.code), way(neighbours.after, t("The next shot"), "›"),
    h("span.quiet", {}, t("{n} of {all}", { n: shot.place, all: shot.of })), standing(shot),
    h("p.action", {}, shot.action));
}
