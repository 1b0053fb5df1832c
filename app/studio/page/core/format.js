// Numbers as an editor reads them.
import { t } from "./words.js";

const two = (n) => String(Math.floor(n)).padStart(2, "0");

/** 00:00:04:12 */
export function timecode(frames, fps) {
  const seconds = Math.floor(frames / fps);
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60, frames % fps].map(two).join(":");
}

/** 4.3 s, 1 min 20 s */
export function duration(seconds) {
  if (seconds < 60) return t("{s} s", { s: seconds < 10 ? seconds.toFixed(1) : Math.round(seconds) });
  const whole = Math.round(seconds);
  if (whole < 3600) return t("{m} min {s} s", { m: Math.floor(whole / 60), s: whole % 60 });
  return t("{h} h {m} min", { h: Math.floor(whole / 3600), m: Math.floor((whole % 3600) / 60) });
}

/** v003 */
export const version = (number) => `v${String(number).padStart(3, "0")}`;

/** 14:05, or the day where it was another */
export function moment(iso) {
  const at = new Date(iso.endsWith("Z") || iso.includes("+") ? iso : `${iso}Z`);
  const today = new Date().toDateString() === at.toDateString();
  return today ? at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : at.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
}
