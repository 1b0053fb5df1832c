// The time bar: notes above it, the frame in hand on it, the spoken lines below.
import { h } from "../../core/dom.js";
import { timecode } from "../../core/format.js";
import { t } from "../../core/words.js";

/** `go` is called with a frame, `pick` with the note whose mark was chosen. */
export function strip(seen, notes, go, pick) {
  return h("div.timebar", {},
    h("div.bar-lane.note-marks", {}, marked(notes, seen).map((group) => mark(group, seen, go, pick))),
    h("input.scrub", { type: "range", min: 0, max: seen.frames - 1, step: 1, "aria-label": t("Frame"), "data-own": "", "data-frame": "scrub", key: "scrub", oninput: (event) => go(event.target.valueAsNumber) }),
    seen.lines.length ? h("div.bar-lane.lines", {}, seen.lines.map((line, place) => spoken(line, place, seen, go))) : null);
}

const at = (frame, seen) => `${(100 * Math.min(frame, seen.frames - 1)) / Math.max(1, seen.frames - 1)}%`;

/** Notes on one frame share a mark. */
function marked(notes, seen) {
  const groups = new Map();
  for (const note of notes) {
    if (note.frame === null) continue;
    const frame = Math.min(note.frame, seen.frames - 1);
    groups.set(frame, [...(groups.get(frame) ?? []), note]);
  }
  return [...groups].map(([frame, all]) => ({ frame, all, open: all.find((note) => note.counts) }));
}

function mark({ frame, all, open }, seen, go, pick) {
  const first = open ?? all[0], words = all.map((note) => note.text).join(" · ");
  return h(`button.note-mark.${open ? "is-open" : "is-settled"}.${first.author === "user" ? "human" : "critic"}`, {
    key: `mark ${frame}`, style: { left: at(frame, seen) }, title: words,
    "aria-label": t(open ? "Open note at {time}: {words}" : "Settled note at {time}: {words}", { time: timecode(frame, seen.fps), words }),
    onmousedown: (event) => event.preventDefault(), onclick: () => { go(frame); pick(first); } },
    all.length > 1 ? String(all.length) : "");
}

function spoken(line, place, seen, go) {
  const words = `${line.who}: ${line.text}`;
  return h("button.said-line", { key: `line ${place}`, title: words, style: { left: at(line.first, seen), width: at(line.last - line.first, seen) },
    onmousedown: (event) => event.preventDefault(), onclick: () => go(line.first) }, words);
}
