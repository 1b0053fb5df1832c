// The buttons under the picture, the timecode, and which shot is playing.
import { h } from "../../core/dom.js";
import { version } from "../../core/format.js";
import { t } from "../../core/words.js";

const SHAPES = {
  play: ["M5 3l14 9-14 9z"], pause: ["M5 3h5v18H5z", "M14 3h5v18h-5z"],
  first: ["M4 3h3v18H4z", "M20 3v18L8 12z"], last: ["M17 3h3v18h-3z", "M4 3l12 9L4 21z"],
  back: ["M15 4v16L5 12z"], on: ["M9 4l10 8-10 8z"],
  sound: ["M3 9h4l6-5v16l-6-5H3z", "M16 8c2 2 2 6 0 8l1.5 1.5c3.3-3.3 3.3-7.7 0-11z"], silent: ["M3 9h4l6-5v16l-6-5H3z", "M16 9l1.2-1.2 5 5-1.2 1.2z", "M21 7.8l1.2 1.2-5 5L16 12.8z"],
  full: ["M3 3h7v3H6v4H3z", "M14 3h7v7h-3V6h-4z", "M3 14h3v4h4v3H3z", "M18 14h3v7h-7v-3h4z"],
};
const icon = (name) => h("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": true }, SHAPES[name].map((d) => h("path", { d })));

export function transport(reel, frame, kept, hand, spoken) {
  const shot = reel.at(frame);
  return h("div.deck", { role: "group", "aria-label": t("Player") },
    h("span.moves", {},
      press(t("Previous shot"), "↑", "first", () => hand.skip(-1)),
      press(t("A frame back"), "←", "back", () => hand.step(-1)),
      h("button.primary", { id: "play", "aria-label": t("Play"), title: `${t("Play or pause")} (␣)`, onclick: hand.toggle, "data-own": true, key: "play" }, icon("play")),
      press(t("A frame on"), "→", "on", () => hand.step(1)),
      press(t("Next shot"), "↓", "last", () => hand.skip(1))),
    h("output.clock", { id: "timecode", "aria-label": t("Timecode") }, reel.timecode(frame)),
    h("a.now", { id: "now", href: `?film=${encodeURIComponent(hand.film)}&room=shot&shot=${encodeURIComponent(shot.code)}`, onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); hand.open(event.currentTarget.dataset.code); }, "data-code": shot.code }, name(shot)),
    h("span.grow", {}),
    h("span.moves", {},
      h("button", { "aria-pressed": String(kept.subtitles), title: "s", onclick: hand.subtitles }, t("Subtitles: {language}", { language: t(spoken) })),
      press(kept.muted ? t("Sound on") : t("Sound off"), "m", kept.muted ? "silent" : "sound", hand.mute),
      h("button", { "aria-label": t("Time line narrower"), disabled: kept.zoom <= 1, onclick: () => hand.zoomed(kept.zoom / 2) }, "−"),
      h("button", { "aria-label": t("Time line wider"), disabled: kept.zoom >= 16, onclick: () => hand.zoomed(kept.zoom * 2) }, "+"),
      press(t("Full screen"), "f", "full", hand.full)));
}

const press = (label, key, shape, run) => h("button", { "aria-label": label, title: `${label} (${key})`, onclick: run }, icon(shape));
const name = (shot) => (shot.take ? `${shot.code} ${version(shot.take)}` : `${shot.code} · ${t("no take yet")}`);

/** Show where the player is and what it does, without building the page anew. */
export function told(reel, player) {
  const at = (id) => document.getElementById(id), play = at("play"), now = at("now"), time = at("timecode");
  if (!play) return;
  time.textContent = reel.timecode(player.frame);
  if (now.dataset.code !== player.shot.code || now.textContent !== name(player.shot)) {
    now.dataset.code = player.shot.code;
    now.textContent = name(player.shot);
    const to = new URL(now.href);
    to.searchParams.set("shot", player.shot.code);
    now.href = to.search;
  }
  const doing = player.rate ? "pause" : "play";
  if (play.dataset.doing === doing) return;
  play.dataset.doing = doing;
  play.setAttribute("aria-label", player.rate ? t("Pause") : t("Play"));
  play.replaceChildren(icon(doing));
}
