// Which shots the board shows: chips that say how many there are of each.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";

/** Every status, in the order of the work, as people call it. */
// said below
export const STATUSES = { todo: "To do", wip: "In work", review: "To review", retake: "Retake", approved: "Approved", omit: "Left out" };

/** True where the filters let a shot through. */
export function passing(shot, state) {
  return (!state.statuses.size || state.statuses.has(shot.status))
    && (!state.person || shot.tags.includes(state.person))
    && (!state.scene || String(shot.scene) === state.scene)
    && (!state.stale || shot.stale.length > 0)
    && (!state.noted || shot.notes > 0);
}

/** The row of filters. */
export function filters(data, state, left, app) {
  const change = (doing) => () => { doing(); app.redraw(); };
  const chip = (kind, words, count, pressed, doing) => count || pressed
    ? h(`button.chip.${kind}`, { key: kind, "aria-pressed": String(Boolean(pressed)), onclick: change(doing) }, h("span", {}, words), h("b", {}, count)) : null;
  const toggle = (status) => () => { if (!state.statuses.delete(status)) state.statuses.add(status); };
  const all = data.shots, count = (test) => all.filter(test).length;
  return h("div.filters.row", { key: "filters", role: "group", "aria-label": t("Which shots are shown") },
    Object.entries(STATUSES).map(([status, words]) => chip(`s-${status}`, t(words), count((shot) => shot.status === status), state.statuses.has(status), toggle(status))),
    chip("stale", t("No longer fits"), count((shot) => shot.stale.length), state.stale, () => { state.stale = !state.stale; }),
    chip("noted", t("Open notes"), count((shot) => shot.notes), state.noted, () => { state.noted = !state.noted; }),
    choice(t("Who"), t("Everybody"), state.person, data.people.map((one) => [one.tag, one.name]), (value) => { state.person = value; app.redraw(); }),
    choice(t("Scene"), t("All scenes"), state.scene, data.scenes.map((one) => [String(one.number), `${one.number} ${one.heading}`]), (value) => { state.scene = value; app.redraw(); }),
    state.filtered() ? h("button.small.clear", { key: "clear", onclick: change(() => state.clear()) }, t("Show all {n}", { n: all.length })) : null,
    h("span.quiet.left", { key: "left", role: "status" }, state.filtered() ? t("{left} of {n} shots", { left, n: all.length }) : ""));
}

function choice(name, all, value, options, put) {
  if (options.length < 2) return null;
  return h("select.pick", { key: name, "aria-label": name, onchange: (event) => put(event.target.value) },
    h("option", { value: "", selected: !value }, all), options.map(([one, words]) => h("option", { value: one, selected: one === value }, words)));
}
