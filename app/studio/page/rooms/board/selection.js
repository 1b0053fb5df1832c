// Several shots at once: chosen by their boxes or with Shift, and what can be done with them together.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { act, meant } from "./doing.js";
import { passing } from "./filters.js";

/** Choose a shot, or with Shift all from the one chosen last. */
export function choose(event, shot, data, state, app) {
  const from = event.shiftKey ? state.anchor || event.from || state.current : "";
  const seen = data.shots.filter((one) => passing(one, state)).map((one) => one.code);
  const ends = [seen.indexOf(from), seen.indexOf(shot.code)];
  if (from && !ends.includes(-1)) seen.slice(Math.min(...ends), Math.max(...ends) + 1).forEach((code) => state.selected.add(code));
  else if (!state.selected.delete(shot.code)) state.selected.add(shot.code);
  state.anchor = event.shiftKey && state.anchor ? state.anchor : from || shot.code;
  app.redraw();
}

/** Nothing is chosen any more. */
export function drop(state, app) {
  state.selected.clear();
  state.anchor = "";
  app.redraw();
}

/** The bar with what can be done with them. */
export function selection(data, state, app) {
  if (!state.selected.size) return null;
  const shots = meant(data, state), out = shots.every((shot) => shot.status === "omit");
  const doing = (name) => async () => { if (await act[name](shots, data, state, app)) drop(state, app); };
  return h("div.selection", { key: "selection", role: "region", "aria-label": t("Selected shots") },
    h("strong", { role: "status" }, shots.length === 1 ? t("1 selected") : t("{n} selected", { n: shots.length })),
    h("button.small", { onclick: doing("approve") }, t("Approve")),
    h("button.small", { onclick: doing("retake") }, t("Another take")),
    h("button.small", { onclick: doing("omit") }, out ? t("Take back in") : t("Leave out")),
    h("button.small.plain", { onclick: () => drop(state, app) }, t("Select none")));
}
