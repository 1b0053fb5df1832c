// The reference picture: brought, taken from a frame of a shot, or taken away.
import { h } from "../../core/dom.js";
import { timecode } from "../../core/format.js";
import { t } from "../../core/words.js";
import { link } from "./links.js";

export function pictureOf(card) {
  const { one, now, app, shots, kept } = card, film = app.where.film;
  const seen = shots.find((shot) => shot.code === one.shown);
  return h("div.portrait", {},
    now.picture ? h("img", { src: app.media(film, now.picture, 640), alt: t("Reference picture of {name}", { name: one.name }) })
      : seen ? h("figure", {}, h("img", { src: app.media(film, seen.still, 640), alt: "" }), h("figcaption", {}, t("No picture of their own yet; as in"), " ", link(seen.code, app)))
        : h("p.nothing", {}, t("No picture yet")),
    h("div.row", {},
      h("label.button.small", {}, now.picture ? t("Another picture…") : t("Bring a picture…"),
        h("input.away", { type: "file", accept: "image/png,image/jpeg,image/webp", onchange: (event) => { const file = event.target.files[0]; event.target.value = ""; if (file) brought(card, file, "picture"); } })),
      shots.some((shot) => shot.clip) ? h("button.small", { onclick: () => frameFrom(card) }, t("From a shot…")) : null,
      now.picture ? h("button.small", { onclick: () => app.act(() => app.call("take_reference_away", { film, character: one.tag, what: "picture", from_shot: kept.reachCode ?? "" }), t("Taken away. Undo brings it back.")) }, t("Take away")) : null));
}

/** Bring a file and put it on the card. */
export function brought({ one, app, kept }, file, what) {
  return app.act(async () => app.stream("give_reference", { film: app.where.film, character: one.tag, upload: await app.upload(file), what, from_shot: kept.reachCode ?? "" }),
    what === "picture" ? t("The picture is on {name}'s card.", { name: one.name }) : t("The voice is on {name}'s card.", { name: one.name }));
}

/** A dialog in which a shot and a frame are chosen. */
function frameFrom({ one, app, kept, shots, data }) {
  const filmed = shots.filter((shot) => shot.clip), film = app.where.film;
  const video = h("video", { preload: "auto", playsinline: true, muted: true, "aria-hidden": true, tabindex: -1 });
  const which = h("select", { "aria-label": t("Shot") }, filmed.map((shot) => h("option", { value: shot.code }, shot.code)));
  const slider = h("input", { type: "range", min: 0, step: 1, "aria-label": t("Frame") }), said = h("output.clock", {});
  let shot;
  const show = () => { const frame = Number(slider.value); said.textContent = t("frame {n}, {time}", { n: frame, time: timecode(frame, data.fps) }); slider.setAttribute("aria-valuetext", said.textContent); video.currentTime = (frame + 0.5) / data.fps; };
  const open = (code) => { shot = filmed.find((each) => each.code === code); slider.max = shot.frames - 1; slider.value = Math.floor(shot.frames / 2); video.src = app.media(film, shot.clip); show(); };
  which.onchange = () => open(which.value);
  slider.oninput = show;
  const dialog = h("dialog.sheet.frame-picker", { "aria-label": t("A picture from a shot"), onclose: () => { video.removeAttribute("src"); video.load(); dialog.remove(); } },
    h("h2", {}, t("A picture of {name} from a shot", { name: one.name })),
    h("p.quiet", {}, t("Choose a frame that shows the face large and alone: what else is in it is remembered too.")),
    h("label", {}, h("span", {}, t("Shot")), which), video, h("label", {}, h("span", {}, t("Frame")), slider), said,
    h("div.row", {},
      h("button.primary", { onclick: async () => { const frame = Number(slider.value); dialog.close(); await app.act(() => app.stream("picture_from", { film, character: one.tag, shot: shot.code, frame, from_shot: kept.reachCode ?? "" }), t("The picture is on {name}'s card.", { name: one.name })); } }, t("Take this frame")),
      h("button", { onclick: () => dialog.close() }, t("Cancel"))));
  document.body.append(dialog);
  which.value = filmed.some((each) => each.code === one.shown) ? one.shown : filmed[0].code;
  open(which.value);
  dialog.showModal();
}
