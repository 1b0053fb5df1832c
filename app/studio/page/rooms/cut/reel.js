// The film as a length of frames: which shot stands where. Frames count from 0, timecode from the film's hour.
import { timecode } from "../../core/format.js";

export function reelOf(data) {
  let start = 0;
  const shots = data.shots.map((shot, index) => { const placed = { ...shot, index, start }; start += shot.frames; return placed; });
  const scenes = [];
  for (const shot of shots) {
    if (scenes.at(-1)?.scene !== shot.scene) scenes.push({ scene: shot.scene, heading: shot.heading, start: shot.start, frames: 0 });
    scenes.at(-1).frames += shot.frames;
  }
  return {
    fps: data.fps, frames: start, shots, scenes,
    within: (frame) => Math.max(0, Math.min(start - 1, Math.round(frame))),
    /** The shot that stands at a frame; the search is binary, for films of hundreds of shots. */
    at(frame) {
      let low = 0, high = shots.length - 1;
      while (low < high) { const middle = (low + high + 1) >> 1; if (shots[middle].start <= frame) low = middle; else high = middle - 1; }
      return shots[low];
    },
    /** 01:00:04:12 */
    timecode: (frame) => timecode(frame + data.hour * 3600 * data.fps, data.fps),
    /** What is said at a frame. */
    said(frame) {
      const shot = this.at(frame), second = (frame - shot.start + 0.5) / data.fps;
      return shot.lines.filter((line) => line.start <= second && second < line.end);
    },
  };
}
