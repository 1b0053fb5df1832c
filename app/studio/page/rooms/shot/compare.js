// Two takes side by side, one over the other with a wipe, or one in place of the other; and how they differ.
import { h } from "../../core/dom.js";
import { version } from "../../core/format.js";
import { t } from "../../core/words.js";
import { differences } from "./difference.js";
import { rendered } from "./takes.js";

// said below
const MODES = { side: "Side by side", wipe: "Wipe", blink: "Blink" };

/** What is compared in this shot: {number, mode, wipe, flipped}; null for nothing. */
export function comparing(app, code) {
  const kept = app.kept.get("compare");
  return kept?.shot === code ? kept : null;
}

export function compareWith(app, code, take) {
  const kept = app.kept.get("compare");
  const same = kept?.shot === code && kept.number === take?.number;
  app.kept.set("compare", { mode: "wipe", wipe: 50, ...kept, flipped: false, shot: take && !same ? code : null, number: take?.number });
  return app.refresh();
}

/** Compare with the take before the one in hand, or stop comparing. */
export function toggleCompare(app, data, seen) {
  const code = data.shot.shot.code, made = rendered(data.shot.takes);
  if (comparing(app, code)) return compareWith(app, code, null);
  const other = made.filter((take) => take.number < seen.number).at(-1) ?? made.find((take) => take.number > seen.number);
  return other ? compareWith(app, code, other) : app.say(t("There is only one take: ask for another to compare."));
}

/** The classes of the screen. */
export const manner = (kept) => (kept ? `mode-${kept.mode}${kept.flipped ? " flipped" : ""}` : "mode-single");

export function blink(app, kept) {
  kept.mode = "blink";
  kept.flipped = !kept.flipped;
  app.redraw();
}

/** The mouse leaves the focus where it was, so that the keys of the player go on to work. */
const keepFocus = (event) => { if (event.target.closest("button")) event.preventDefault(); };

/** The wipe is set on the screen itself, so that dragging is as quick as the hand. */
export const setWipe = (kept) => document.querySelector(".shot-screen")?.style.setProperty("--wipe", `${kept.wipe}%`);

/** How two takes are laid beside each other. */
export function compareBar(app, kept, seen, other) {
  return h("div.compare-bar", { role: "group", "aria-label": t("Compare"), onmousedown: keepFocus },
    h("span", {}, t("{before} and {after}", { before: version(other.number), after: version(seen.number) })),
    Object.entries(MODES).map(([mode, name]) => h("button.small", { "aria-pressed": String(kept.mode === mode), onclick: () => { kept.mode = mode; kept.flipped = false; app.redraw(); } }, t(name))),
    kept.mode === "wipe" ? h("label.wipe", {}, h("span", {}, t("Wipe")),
      h("input", { type: "range", min: 0, max: 100, value: kept.wipe, "aria-label": t("Where the wipe stands, per cent"), oninput: (event) => { kept.wipe = event.target.valueAsNumber; setWipe(kept); } })) : null,
    kept.mode === "blink" ? h("button.small", { onclick: () => blink(app, kept) }, t("Show {take}", { take: version((kept.flipped ? seen : other).number) })) : null,
    h("span.grow", {}),
    h("button.small", { onclick: () => compareWith(app, kept.shot, null) }, t("End comparing")));
}

/** What is different, in words. */
export function differencePanel(compared) {
  if (!compared) return null;
  return h("section.sheet-box", { "aria-label": t("Difference") },
    h("h2", {}, t("What differs: {before} → {after}", { before: compared.before, after: compared.after })),
    compared.refused ? h("p.quiet", {}, compared.refused)
      : compared.differences.length ? differences(compared.differences) : h("p.quiet", {}, t("Nothing differs.")));
}
