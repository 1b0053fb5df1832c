// Two players that take turns: while one shows a shot, the other holds the next, so that no cut is late.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";

const FASTEST = 4;
/** Seconds before the end of a clip at which the next is shown: about a quarter of a frame. */
const EARLY = 0.01;
/** Seconds a player may need to start, at most; how long it really needs is measured at every cut. */
const SLOWEST = 0.15;

export class Player {
  /** `source(sha256)` gives an address; `tell()` is called whenever the frame or the motion changes. */
  constructor(screen, { source, tell, slate }) {
    this.screen = screen; this.source = source; this.tell = tell; this.slate = slate;
    this.frame = 0; this.rate = 0; this.shot = null; this.lead = 0.04; this.rolled = 0; this.cut = 0;
    this.videos = [0, 1].map(() => h("video", { preload: "auto", playsinline: true, disablepictureinpicture: true, tabindex: -1, "aria-hidden": true }));
    for (const video of this.videos) { video.onended = () => { if (video === this.front && this.rate > 0) this.next(); }; video.onseeked = () => this.settle(video); video.onerror = () => this.broken(video); }
    this.card = h("div.leader", {});
    this.words = h("p.subtitle", {});
    screen.replaceChildren(...this.videos, this.card, this.words);
  }

  get front() { return this.videos[0]; }

  /** The film as it stands now; the place stays, by its shot where that is still there. */
  load(reel, frame) {
    const shot = this.shot && reel.shots.find((one) => one.code === this.shot.code);
    const changed = !shot || shot.clip !== this.shot.clip || shot.frames !== this.shot.frames;
    const inside = this.shot && this.reel ? this.frame - this.shot.start : 0;
    this.reel = reel;
    if (shot && !changed) { this.shot = shot; this.frame = shot.start + inside; if (!shot.clip) this.card.replaceChildren(this.slate(shot)); this.prepare(); this.tell(); return; }
    if (this.rate) this.pause();
    this.shot = null;
    this.seek(shot ? shot.start + Math.min(inside, shot.frames - 1) : frame);
  }

  /** Show a frame of the film; goes on playing from there where it was. */
  seek(frame) {
    this.frame = this.reel.within(frame);
    this.rolled = this.cut = 0;
    this.show(this.reel.at(this.frame));
    if (this.shot.clip) this.place((this.frame - this.shot.start + 0.5) / this.reel.fps);
    this.clock();
    if (this.rate > 0) this.run();
    this.tell();
  }

  /** Let it run: 1 forward, 2 and 4 faster, negative backward; there it is silent. */
  play(rate = 1) {
    if (rate > 0 && this.frame >= this.reel.frames - 1) this.seek(0);
    this.rate = rate;
    this.clock();
    if (rate > 0) this.run(); else this.hold();
    this.tell();
    cancelAnimationFrame(this.beat);
    this.beat = requestAnimationFrame(this.tick);
  }
  pause() { this.rate = 0; this.hold(); if (this.rolled) { this.rolled = 0; this.prepare(); } this.tell(); }
  toggle() { this.rate ? this.pause() : this.play(1); }
  faster() { this.play(this.rate > 0 ? Math.min(FASTEST, this.rate * 2) : 1); }
  back() { this.play(this.rate < 0 ? Math.max(-FASTEST, this.rate * 2) : -1); }
  step(frames) { if (this.rate) this.pause(); this.seek(this.frame + frames); }
  /** To the start of another shot; backward first to the start of this one, where it is well under way. */
  skip(shots) {
    const under = shots < 0 && this.frame - this.shot.start > this.reel.fps ? 0 : shots;
    const wanted = this.reel.shots[this.shot.index + under];
    if (wanted) this.seek(wanted.start); else if (shots > 0) this.seek(this.reel.frames - 1); else this.seek(0);
  }
  heard(muted) { for (const video of this.videos) video.muted = muted; }

  tick = (now) => {
    if (!this.rate || !this.screen.isConnected) { this.rate = 0; return; }
    if (this.rate > 0 && this.shot.clip) this.follow(); else this.count(now);
    if (this.rate) this.beat = requestAnimationFrame(this.tick);
  };

  /** The frame is what the player in front shows. */
  follow() {
    const at = this.front.currentTime, { start, frames } = this.shot;
    this.roll(frames / this.reel.fps - at);
    if (this.cut && at > 0) { this.learn(at); this.cut = 0; }
    if (this.front.ended || at >= frames / this.reel.fps - EARLY) { this.next(); return; }
    const frame = start + Math.min(frames - 1, Math.floor(at * this.reel.fps + 0.01));
    if (frame !== this.frame && !this.front.seeking) { this.frame = frame; this.tell(); }
  }

  /** Start the next shot just so early that it moves when its turn comes. */
  roll(left) {
    const [, other] = this.videos, next = this.reel.shots[this.shot.index + 1];
    if (this.rolled || left > this.lead * this.rate + EARLY || !next?.clip || other.dataset.clip !== next.clip) return;
    this.rolled = performance.now();
    other.playbackRate = this.rate;
    other.play().catch(() => {});
  }

  /** How late or early the shot after a cut is, against the clock, moves the next start by half of that. */
  learn(at) {
    const late = ((performance.now() - this.cut) / 1000) * this.rate - at;
    this.lead = Math.max(0, Math.min(SLOWEST, this.lead + late / 2));
  }

  /** The frame is counted by the clock: over a slate, and backward. */
  count(now) {
    const frame = Math.round(this.from.frame + ((now - this.from.at) / 1000) * this.reel.fps * this.rate);
    if (this.rate > 0 && frame >= this.shot.start + this.shot.frames) { this.next(); return; }
    if (this.rate < 0 && frame <= 0) { this.pause(); this.seek(0); return; }
    if (frame === this.frame) return;
    this.frame = frame;
    if (this.rate < 0) { this.show(this.reel.at(frame)); if (this.shot.clip) this.place((frame - this.shot.start + 0.5) / this.reel.fps); }
    this.tell();
  }

  next() {
    const shot = this.reel.shots[this.shot.index + 1];
    if (!shot) { this.frame = this.reel.frames - 1; this.pause(); return; }
    this.frame = shot.start;
    this.show(shot);
    if (shot.clip && !this.rolled && this.front.currentTime > 0.5 / this.reel.fps) this.place(0);
    this.cut = this.rolled ? performance.now() : 0;
    this.rolled = 0;
    this.clock();
    this.run();
    this.tell();
  }

  /** Bring a shot to the front: from the other player where that holds it already. */
  show(shot) {
    if (shot === this.shot) return;
    const was = this.front;
    this.shot = shot;
    if (shot.clip && was.dataset.clip !== shot.clip) this.videos.reverse();
    if (shot.clip) this.fill(this.front, shot);
    if (this.front !== was || !shot.clip) was.pause();
    for (const video of this.videos) video.classList.toggle("front", video === this.front && !!shot.clip);
    this.card.hidden = !!shot.clip;
    this.card.replaceChildren(...(shot.clip ? [] : [this.slate(shot)]));
    clearTimeout(this.soon);
    if (this.rate > 0) this.prepare(); else this.soon = setTimeout(() => this.prepare(), 200);
  }

  /** Have the other player hold the next shot that has a take, at its first frame. */
  prepare() {
    const next = this.reel.shots.slice(this.shot.index + 1, this.shot.index + 4).find((one) => one.clip);
    const other = this.videos[1];
    if (!next || next.clip === this.front.dataset.clip) return;
    other.pause();
    this.fill(other, next);
    if (other.currentTime) other.currentTime = 0;
  }

  fill(video, shot) {
    if (video.dataset.clip === shot.clip) return;
    video.dataset.clip = shot.clip;
    if (shot.still) video.poster = this.source(shot.still, 640);
    video.src = this.source(shot.clip);
  }

  run() {
    if (!this.shot.clip) return;
    this.front.playbackRate = this.rate;
    this.front.play().catch((error) => { if (error.name === "NotAllowedError") this.pause(); });
  }
  hold() { for (const video of this.videos) video.pause(); }
  clock() { this.from = { frame: this.frame, at: performance.now() }; }

  /** Go to a second of the clip in front; while it is still on its way to another, the last wish counts. */
  place(second) {
    if (this.front.seeking) { this.wish = { video: this.front, second }; return; }
    if (Math.abs(this.front.currentTime - second) > 0.001) this.front.currentTime = second;
  }
  settle(video) {
    const wish = this.wish;
    if (wish?.video !== video) return;
    this.wish = null;
    if (video === this.front) this.place(wish.second);
  }
  broken(video) {
    if (video !== this.front || !this.shot?.clip) return;
    this.card.hidden = false;
    this.card.replaceChildren(h("p", {}, t("The picture of {shot} cannot be played: its file may be missing. “Health” in the settings says more.", { shot: this.shot.code })));
  }
}
