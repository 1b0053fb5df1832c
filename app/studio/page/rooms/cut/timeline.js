// One time line over all shots: scenes, pictures, waveform and the playhead, which is a slider.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";

const WIDEST = 16;

export function timeline(reel, frame, hand) {
  const wide = Math.min(WIDEST, hand.zoom);
  const along = (event) => { const box = event.currentTarget.getBoundingClientRect(); return Math.floor(((event.clientX - box.left) / box.width) * reel.frames); };
  return h("div.timeline", { key: "timeline" },
    h("div.track", {
      key: "track", id: "track", role: "slider", tabindex: 0, "aria-label": t("Place in the film"), "aria-valuemin": 0, "aria-valuemax": reel.frames - 1, "aria-valuenow": frame, "aria-valuetext": reel.timecode(frame),
      style: { width: `${wide * 100}%` },
      onpointerdown: (event) => { if (event.button) return; event.currentTarget.setPointerCapture(event.pointerId); hand.grab(along(event)); },
      onpointermove: (event) => { if (event.currentTarget.hasPointerCapture(event.pointerId)) hand.drag(along(event)); },
      onpointerup: () => hand.drop(), onpointercancel: () => hand.drop(),
      onkeydown: (event) => pressed(event, hand),
    },
      h("div.scenes", {}, reel.scenes.map((scene) => h("span", { style: share(scene), title: scene.heading }, scene.heading))),
      h("div.cells", {}, reel.shots.map((shot) => picture(shot, hand))),
      h("canvas", { key: "wave", id: "wave", "data-own": true }),
      h("div.playhead", { id: "playhead", style: { left: `${(frame / reel.frames) * 100}%` } })));
}

const share = (part) => ({ flexGrow: String(part.frames), flexBasis: "0" });

function picture(shot, hand) {
  return h("span.cell", { key: shot.code, style: share(shot), class: shot.clip ? "" : "missing", title: `${shot.code} · ${shot.action}` },
    shot.still ? h("img", { src: hand.still(shot), alt: "", loading: "lazy", draggable: "false" }) : null,
    h("small", {}, shot.code.split("_").at(-1)));
}

function pressed(event, hand) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const second = event.shiftKey ? hand.fps : 1;
  const what = { ArrowLeft: () => hand.step(-second), ArrowRight: () => hand.step(second), PageUp: () => hand.step(hand.fps), PageDown: () => hand.step(-hand.fps), Home: () => hand.grab(0), End: () => hand.grab(Infinity), " ": hand.toggle }[event.key];
  if (!what) return;
  event.preventDefault();
  what();
}

/** Move the playhead without building the page anew: this happens at every frame. */
export function point(reel, frame, playing) {
  const track = document.getElementById("track"), head = document.getElementById("playhead");
  if (!track || !head) return;
  head.style.left = `${(frame / reel.frames) * 100}%`;
  track.setAttribute("aria-valuenow", frame);
  track.setAttribute("aria-valuetext", reel.timecode(frame));
  const view = track.parentElement, x = (frame / reel.frames) * track.offsetWidth;
  if (playing && track.offsetWidth > view.clientWidth && (x < view.scrollLeft || x > view.scrollLeft + view.clientWidth * 0.95)) view.scrollLeft = x - view.clientWidth * 0.05;
}
