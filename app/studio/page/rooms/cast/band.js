// The versions of a card along the film, and how far a change reaches.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { version } from "../../core/format.js";

/** One button a stretch, as long as its shots; the one that is pressed is shown below. */
export function band({ one, data, app, kept, spot }) {
  const end = (data.shots.at(-1)?.position ?? 0) + 1;
  return h("div.band", { role: "group", "aria-label": t("Versions over the film") },
    one.stretches.map((stretch, place) => {
      const from = codeAt(data, stretch.from), until = one.stretches[place + 1]?.from ?? end;
      return h("button", { key: `${stretch.from}`, "aria-pressed": String(place === spot), style: { flexGrow: String(Math.max(1, until - stretch.from)) },
        onclick: () => { kept.at = stretch.from; kept.draft = {}; kept.reachCode = place ? from : ""; app.redraw(); } },
        h("strong", {}, place ? t("from {shot}", { shot: from }) : t("from the start")), h("span.quiet", {}, `${version(stretch.card)} · ${differs(one.stretches[place - 1], stretch)}`));
    }));
}

/** What a stretch changes against the one before. */
function differs(before, now) {
  if (!before) return now.wardrobe;
  const named = { appearance: now.appearance, wardrobe: now.wardrobe, voice: now.voice, picture: now.picture ? t("another picture") : t("no picture"), sound: now.sound ? t("another voice") : t("no voice") };
  return Object.keys(named).filter((name) => before[name] !== now[name]).map((name) => named[name]).join("; ");
}

/** From where what is done to a card holds; the card is shown as it stands there. */
export function reach({ one, data, kept, app }) {
  const chosen = kept.reachCode ?? "";
  return h("label.reach", {}, h("span", {}, t("Holds")),
    h("select", { id: `${one.tag}-reach`, onchange: (event) => { kept.reachCode = event.target.value; kept.at = data.shots.find((shot) => shot.code === kept.reachCode)?.position ?? 0; app.redraw(); } },
      h("option", { value: "", selected: chosen === "" }, t("in the whole film")),
      data.shots.filter((shot) => shot.position > 0).map((shot) => h("option", { value: shot.code, selected: chosen === shot.code }, t("from {shot} on", { shot: shot.code })))));
}

const codeAt = (data, position) => (data.shots.find((shot) => shot.position >= position) ?? data.shots.at(-1))?.code ?? "";
