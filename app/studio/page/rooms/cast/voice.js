// The reference voice: brought, recorded, taken from a line, or taken away.
import { h } from "../../core/dom.js";
import { duration } from "../../core/format.js";
import { t } from "../../core/words.js";
import { brought } from "./picture.js";
import { record } from "./recorder.js";

export function voiceOf(card) {
  const { one, now, app, data, kept } = card, film = app.where.film;
  const lines = data.shots.flatMap((shot) => (shot.clip ? shot.lines.filter((line) => line.who === one.tag && line.seconds >= 1).map((line) => ({ ...line, shot: shot.code })) : []));
  return h("div.speech", {},
    now.sound ? h("audio", { key: now.sound, src: app.media(film, now.sound), controls: true, preload: "metadata", "aria-label": t("Reference voice of {name}", { name: one.name }) }) : h("p.quiet", {}, t("No voice of their own yet.")),
    now.sound && !now.picture ? h("p.hint", {}, t("The camera remembers a voice together with a face: give a picture too.")) : null,
    h("div.row", {},
      h("label.button.small", {}, t("Bring a voice…"),
        h("input.away", { type: "file", accept: ".wav,.flac,.mp3,.m4a,.ogg,.webm", onchange: (event) => { const file = event.target.files[0]; event.target.value = ""; if (file) brought(card, file, "voice"); } })),
      data.microphone ? h("button.small", { onclick: () => record(one, app, (file) => brought(card, file, "voice")) }, t("Record…")) : null,
      now.sound ? h("button.small", { onclick: () => app.act(() => app.call("take_reference_away", { film, character: one.tag, what: "voice", from_shot: kept.reachCode ?? "" }), t("Taken away. Undo brings it back.")) }, t("Take away")) : null),
    lines.length ? h("label", {}, h("span", {}, t("Or from a line in the film")),
      h("select", { value: "", onchange: (event) => { const line = lines[event.target.value]; event.target.value = ""; if (line) app.act(() => app.stream("voice_from", { film, character: one.tag, shot: line.shot, line: line.line, from_shot: kept.reachCode ?? "" }), t("The voice is on {name}'s card.", { name: one.name })); } },
        h("option", { value: "" }, t("Choose a line…")), lines.map((line, at) => h("option", { value: String(at) }, `${line.shot} · ${duration(line.seconds)} · ${line.text}`)))) : null);
}
