// The player: one take, or two in step, frame by frame. Its pictures live through every refresh of the page.
import { h } from "../../core/dom.js";
import { timecode } from "../../core/format.js";
import { t } from "../../core/words.js";
import { Pane } from "./pane.js";

const FASTEST = 8;
/** What stays when another shot is shown. */
const habits = { loop: false, muted: false };

export class Player {
  /** `screen` is an element that the page leaves to the player; `changed` is called when it plays or stops. */
  constructor(screen, changed) {
    Object.assign(this, { screen, changed, frame: 0, rate: 0, seeking: false, timer: 0, seen: null });
    this.before = new Pane("before");
    this.after = new Pane("after");
    screen.replaceChildren(this.before.element, this.after.element);
  }

  get loop() { return habits.loop; }
  get muted() { return habits.muted; }
  get playing() { return this.rate !== 0; }
  get last() { return this.seen.frames - 1; }
  get video() { return this.after.video; }

  /** Show a take, and another beside it or none; both stand at the frame in hand. */
  show(seen, other, film, url) {
    const changed = this.seen?.clip !== seen.clip || this.other?.clip !== other?.clip;
    const going = this.rate;
    if (changed && going) this.pause();
    if (changed) this.seeking = false;
    this.seen = seen;
    this.other = other;
    this.frame = Math.min(this.frame, this.last);
    this.after.show(seen, url(film, seen.clip), this.frame);
    this.before.show(other, other ? url(film, other.clip) : "", this.frame);
    this.video.muted = habits.muted;
    this.video.loop = habits.loop;
    this.watch(this.video);
    if (changed && going) this.play(going);
    this.paint();
  }

  /** Follow the frames of the picture that leads. */
  watch(video) {
    if (video.watched) return;
    video.watched = true;
    video.onseeked = video.onloadeddata = () => this.settled(video);
    video.onended = () => { if (video === this.video) this.stopped(); };
    const tell = (frame) => { if (video === this.video && !this.seeking && this.rate >= 0) this.tell(frame); };
    const fps = this.seen.fps;
    if (!("requestVideoFrameCallback" in video)) { video.ontimeupdate = () => tell(Math.floor(video.currentTime * fps + 0.01)); return; }
    const next = (_, facts) => { tell(Math.round(facts.mediaTime * fps)); this.level(); video.requestVideoFrameCallback(next); };
    video.requestVideoFrameCallback(next);
  }

  /** Go to a frame; while one is being looked for only the newest wish counts. */
  seek(frame) {
    this.tell(Math.max(0, Math.min(this.last, Math.round(frame))));
    if (this.seeking) return;
    this.seeking = true;
    this.sought = this.frame;
    this.after.seek(this.frame);
    this.before.seek(this.frame);
  }

  settled(video) {
    if (video !== this.video || !this.seeking) return;
    this.seeking = false;
    if (this.sought !== this.frame) this.seek(this.frame);
  }

  step(frames) {
    this.pause();
    this.seek(this.frame + frames);
  }

  /** Play forwards at 1, 2, 4 … or backwards at -1, -2 … */
  play(rate = 1) {
    clearInterval(this.timer);
    this.rate = rate;
    if (rate > 0) {
      if (this.frame >= this.last) this.seek(0);
      this.both((video) => { video.playbackRate = rate; video.play().catch(() => this.stopped(video)); });
    } else {
      this.both((video) => video.pause());
      this.timer = setInterval(() => this.backwards(), 1000 / this.seen.fps);
    }
    this.changed();
  }

  backwards() {
    if (!this.screen.isConnected || (this.frame === 0 && !habits.loop)) { this.pause(); return; }
    this.seek(this.frame === 0 ? this.last : this.frame + this.rate);
  }

  pause() {
    if (!this.rate) return;
    clearInterval(this.timer);
    this.rate = 0;
    this.both((video) => video.pause());
    this.seek(this.frame);
    this.changed();
  }

  toggle() { this.playing ? this.pause() : this.play(); }

  /** J and L: again and again is faster. */
  shuttle(way) {
    const faster = Math.sign(this.rate) === way ? this.rate * 2 : way;
    this.play(Math.abs(faster) > FASTEST ? this.rate : faster);
  }

  stopped(video = this.video) {
    if (video !== this.video || this.rate <= 0) return;
    this.rate = 0;
    this.both((one) => one.pause());
    this.changed();
  }

  toggleLoop() { habits.loop = !habits.loop; this.video.loop = habits.loop; this.changed(); }
  toggleSound() { habits.muted = !habits.muted; this.video.muted = habits.muted; this.changed(); }

  /** The picture that follows is brought back into step when it drifts by more than a frame. */
  level() {
    const follower = this.before.video;
    if (!follower || this.rate <= 0 || this.seeking) return;
    if (Math.abs(follower.currentTime - this.video.currentTime) > 1.5 / this.seen.fps && this.video.currentTime < follower.duration) {
      follower.currentTime = this.video.currentTime;
      if (follower.paused) follower.play().catch(() => {});
    }
  }

  both(doing) { for (const video of [this.after.video, this.before.video]) if (video) doing(video); }

  tell(frame) {
    this.frame = frame;
    this.paint();
  }

  /** Write the frame wherever the page asks for it. */
  paint() {
    const code = timecode(this.frame, this.seen.fps), words = t("frame {n} of {last}", { n: this.frame, last: this.last });
    for (const place of document.querySelectorAll("[data-frame]")) {
      if (place.dataset.frame === "scrub") { place.value = this.frame; place.setAttribute("aria-valuetext", `${code}, ${words}`); }
      else place.textContent = { timecode: code, number: words, both: `${code} (${this.frame})` }[place.dataset.frame];
    }
  }
}

/** Buttons under the picture; the mouse leaves the focus where it was, so that the keys go on to work. */
export function transport(player, seen) {
  const button = (label, key, icon, run, pressed) => h("button.plain", {
    "aria-label": label, title: `${label} (${key})`, "aria-pressed": pressed === undefined ? null : String(pressed),
    onmousedown: (event) => event.preventDefault(), onclick: run }, drawn(icon));
  const playing = player?.playing ?? false;
  const speed = player && Math.abs(player.rate) !== 1 && playing || (player?.rate ?? 0) < 0 ? `${player.rate < 0 ? "◀ " : ""}${Math.abs(player.rate)}×` : "";
  return h("div.shot-transport", { role: "group", "aria-label": t("Player") },
    button(t("First frame"), "Home", "first", () => player?.step(-Infinity)),
    button(t("One frame back"), "←", "back", () => player?.step(-1)),
    button(playing ? t("Pause") : t("Play"), t("Space"), playing ? "pause" : "play", () => player?.toggle()),
    button(t("One frame on"), "→", "on", () => player?.step(1)),
    button(t("Last frame"), "End", "last", () => player?.step(Infinity)),
    h("span.shot-timecode", { "data-own": "", "data-frame": "timecode", key: "timecode" }, timecode(0, seen.fps)),
    h("span.quiet.shot-frame", { "data-own": "", "data-frame": "number", key: "number" }, t("frame {n} of {last}", { n: 0, last: seen.frames - 1 })),
    h("span.quiet.shot-speed", {}, speed),
    h("span.grow", {}),
    button(t("Loop"), "p", "loop", () => player?.toggleLoop(), player?.loop ?? false),
    button(t("Sound"), "m", player?.muted ? "mute" : "sound", () => player?.toggleSound(), !(player?.muted ?? false)));
}

const SHAPES = {
  first: "M4 4h2v12H4zM16 4v12L7 10z", back: "M14 4v12L5 10z", play: "M5 3v14l12-7z", pause: "M5 4h4v12H5zM11 4h4v12h-4z",
  on: "M6 4v12l9-6z", last: "M14 4h2v12h-2zM4 4v12l9-6z",
  loop: "M5 6h8V3l4 4-4 4V8H7v3H5zM15 14H7v3l-4-4 4-4v3h6V9h2z",
  sound: "M3 8v4h3l4 4V4L6 8zM12 7a4 4 0 0 1 0 6zM12 3a8 8 0 0 1 0 14v-2a6 6 0 0 0 0-10z", mute: "M3 8v4h3l4 4V4L6 8zM12 8l1-1 2 2 2-2 1 1-2 2 2 2-1 1-2-2-2 2-1-1 2-2z",
};
const drawn = (name) => h("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, h("path", { d: SHAPES[name], fill: "currentColor" }));

/** What the keyboard does to the player. */
export function playerKeys(player) {
  const far = (event) => (event.shiftKey ? 10 : 1);
  return [
    { keys: [" "], label: t("Play or pause"), run: () => player.toggle() },
    { keys: ["ArrowRight"], label: t("One frame on; ten with Shift"), run: (event) => player.step(far(event)) },
    { keys: ["ArrowLeft"], label: t("One frame back; ten with Shift"), run: (event) => player.step(-far(event)) },
    { keys: ["j"], label: t("Play backwards; again: faster"), run: () => player.shuttle(-1) },
    { keys: ["k"], label: t("Pause"), run: () => player.pause() },
    { keys: ["l"], label: t("Play; again: faster"), run: () => player.shuttle(1) },
    { keys: ["Home"], label: t("First frame"), run: () => player.step(-Infinity) },
    { keys: ["End"], label: t("Last frame"), run: () => player.step(Infinity) },
    { keys: ["p"], label: t("Loop"), run: () => player.toggleLoop() },
    { keys: ["m"], label: t("Sound"), run: () => player.toggleSound() },
  ];
}
