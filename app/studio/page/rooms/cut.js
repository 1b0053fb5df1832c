// Film: the work print as one player, its time line, and what is delivered.
import { h } from "../core/dom.js";
import { duration } from "../core/format.js";
import { LANGUAGES, t } from "../core/words.js";
import { delivery } from "./cut/delivery.js";
import { Player } from "./cut/player.js";
import { reelOf } from "./cut/reel.js";
import { point, timeline } from "./cut/timeline.js";
import { transport, told } from "./cut/transport.js";
import { slate } from "./cut/slate.js";
import { unpacked, waveform } from "./cut/waveform.js";

let reel = null, player = null, draw = null;
const peaks = new Map();

export default {
  title: "Film",
  load: (app) => app.call("cut", { film: app.where.film }),
  view(data, app) {
    if (!data.shots.length) return [h("h1", {}, t("Film")), h("p.quiet", {}, t("No shots yet. When the shot list stands, the film plays here: with its takes, and with a slate for every shot that has none."))];
    reel = reelOf(data);
    const kept = keptOf(app, data), frame = reel.within(kept.frame), hand = handOf(app, kept);
    return [
      h("h1", {}, t("Film"), h("span.quiet", {}, ` ${duration(reel.frames / reel.fps)}, ${t("{n} shots", { n: reel.shots.length })}`)),
      data.missing ? h("p.quiet", {}, data.missing === 1 ? t("One shot has no take yet: a slate stands for it, as long as it is planned.") : t("{n} shots have no take yet: a slate stands for each, as long as it is planned.", { n: data.missing })) : null,
      h("section.theatre", { key: `theatre ${app.where.film}`, id: "theatre", "aria-label": t("Player") },
        h("div.projector", { key: "screen", id: "screen", "data-own": true, style: { aspectRatio: `${data.width} / ${data.height}` } }),
        transport(reel, frame, kept, hand, LANGUAGES[data.language] ?? data.language),
        timeline(reel, frame, hand)),
      delivery(data, app),
    ];
  },
  shown(data, app) {
    if (!data.shots?.length) return;
    const kept = keptOf(app), screen = document.getElementById("screen");
    if (player?.screen !== screen) {
      const film = app.where.film;
      player = new Player(screen, { source: (sha256, width) => app.media(film, sha256, width), slate: (shot) => slate(shot, reel.fps), tell: () => tell(app) });
      screen.onclick = () => player.toggle();
      player.heard(kept.muted);
      draw = waveform(document.getElementById("wave"), () => ({ reel, peaks }));
    }
    player.load(reel, kept.frame);
    draw();
    listen(app);
  },
  keys(data, app) {
    if (!data.shots?.length) return [];
    const hand = handOf(app, keptOf(app));
    return [
      { keys: [" "], label: t("Play or pause"), run: hand.toggle },
      { keys: ["l"], label: t("Play, again for faster"), run: () => player.faster() },
      { keys: ["k"], label: t("Pause"), run: () => player.pause() },
      { keys: ["j"], label: t("Play backward, again for faster"), run: () => player.back() },
      { keys: ["ArrowLeft"], label: t("A frame back"), run: () => player.step(-1) },
      { keys: ["ArrowRight"], label: t("A frame on"), run: () => player.step(1) },
      { keys: ["ArrowUp"], label: t("Previous shot"), run: () => player.skip(-1) },
      { keys: ["ArrowDown"], label: t("Next shot"), run: () => player.skip(1) },
      { keys: ["Home"], label: t("Start of the film"), run: () => player.seek(0) },
      { keys: ["End"], label: t("End of the film"), run: () => player.seek(reel.frames - 1) },
      { keys: ["Enter"], label: t("Open the shot"), run: () => app.go({ room: "shot", shot: player.shot.code, take: "" }) },
      { keys: ["s"], label: t("Subtitles"), run: hand.subtitles },
      { keys: ["m"], label: t("Sound"), run: hand.mute },
      { keys: ["f"], label: t("Full screen"), run: hand.full },
    ];
  },
};

/** Where the guest is in the film, and how they watch it: outlives a refresh and a visit to another room. */
function keptOf(app, data) {
  const name = `cut ${app.where.film}`;
  // A storyboard has its words in the picture already.
  if (!app.kept.has(name)) app.kept.set(name, { frame: 0, subtitles: data.engine !== "animatic", muted: false, zoom: 1 });
  return app.kept.get(name);
}

/** What the controls do. */
function handOf(app, kept) {
  const set = (change) => { Object.assign(kept, change); app.redraw(); tell(app); };
  return {
    fps: reel.fps, zoom: kept.zoom, film: app.where.film,
    still: (shot) => app.media(app.where.film, shot.still, 160),
    toggle: () => player.toggle(), step: (frames) => player.step(frames), skip: (shots) => player.skip(shots),
    grab: (frame) => { kept.resume = player.rate === 1; player.pause(); player.seek(frame); },
    drag: (frame) => player.seek(frame),
    drop: () => { if (kept.resume) player.play(1); kept.resume = false; },
    open: (code) => app.go({ room: "shot", shot: code, take: "" }),
    subtitles: () => set({ subtitles: !kept.subtitles }),
    mute: () => { set({ muted: !kept.muted }); player.heard(kept.muted); },
    zoomed: (zoom) => set({ zoom: Math.max(1, Math.min(16, zoom)) }),
    full: () => { if (document.fullscreenElement) document.exitFullscreen(); else document.getElementById("theatre").requestFullscreen(); },
  };
}

/** Say where the film is, at every frame: without building the page anew. */
function tell(app) {
  const kept = keptOf(app);
  kept.frame = player.frame;
  point(reel, player.frame, player.rate !== 0);
  told(reel, player);
  const lines = kept.subtitles ? reel.said(player.frame).map((line) => line.text).join("\n") : "";
  if (player.words.textContent !== lines) player.words.textContent = lines;
}

/** Fetch the waveforms that are not here yet. */
async function listen(app) {
  if (reel.shots.every((shot) => !shot.sound || peaks.has(shot.sound))) return;
  const wanted = reel.shots.map((shot) => shot.sound).join();
  if (listen.wanted === wanted) return;
  listen.wanted = wanted;
  try {
    const { peaks: found } = await app.stream("peaks", { film: app.where.film });
    for (const [sound, packed] of Object.entries(found)) peaks.set(sound, unpacked(packed));
    draw();
  } catch (error) {
    listen.wanted = null;
    app.say(error.message, "refused");
  }
}
