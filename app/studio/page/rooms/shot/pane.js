// One picture of the player: it keeps the clips it has shown, and shows a new one only when its frame is there.
import { h } from "../../core/dom.js";
import { version } from "../../core/format.js";
import { t } from "../../core/words.js";

const KEPT = 4;

export class Pane {
  constructor(place) {
    this.label = h("figcaption", {});
    this.element = h(`figure.pane.${place}`, {}, this.label);
    this.clips = new Map();
    this.video = null;
  }

  /** Show a take at a frame, or nothing. */
  show(take, url, frame) {
    this.element.hidden = !take;
    if (!take) { this.video?.pause(); this.video = null; return; }
    this.label.textContent = `${version(take.number)}${take.circled ? ` · ${t("circled")}` : ""}`;
    const known = this.clips.get(take.clip), old = this.video;
    const video = known ?? this.opened(take, url);
    if (video === old) return;
    this.clips.delete(take.clip);
    this.clips.set(take.clip, video);
    this.video = video;
    this.fps = take.fps;
    this.last = take.frames - 1;
    old?.pause();
    this.seek(frame);
    const ready = () => { if (this.video === video) for (const one of this.clips.values()) one.classList.toggle("on", one === video); };
    if (known || !old) ready();
    else video.addEventListener("seeked", ready, { once: true });
    this.forget();
  }

  seek(frame) {
    if (this.video) this.video.currentTime = (Math.min(frame, this.last) + 0.5) / this.fps;
  }

  opened(take, url) {
    const video = h("video", { src: url, preload: "auto", playsinline: true, muted: true, tabindex: -1, width: take.width, height: take.height, "aria-label": t("Picture of {take}", { take: version(take.number) }) });
    video.onerror = () => { this.label.textContent = t("{take} cannot be played here: its file is missing, or this browser cannot read H.264.", { take: version(take.number) }); };
    this.element.prepend(video);
    return video;
  }

  /** Let go of the clips that were shown longest ago. */
  forget() {
    for (const [clip, video] of this.clips) {
      if (this.clips.size <= KEPT) return;
      if (video === this.video || video.classList.contains("on")) continue;
      this.clips.delete(clip);
      video.remove();
      video.removeAttribute("src");
      video.load();
    }
  }
}
