// The sound of a memory: only the window that the camera was given.
let playing = null;

export const isPlaying = (name) => playing?.name === name;

/** Play a window of a sound in seconds, or stop it; `changed` is called when it begins and ends. */
export function playWindow(name, url, start, end, changed) {
  const again = isPlaying(name);
  playing?.sound.pause();
  playing = null;
  if (again) { changed(); return; }
  const sound = new Audio(url), mine = { name, sound };
  const over = () => { if (playing === mine) { sound.pause(); playing = null; changed(); } };
  sound.addEventListener("loadedmetadata", () => { sound.currentTime = start; });
  sound.addEventListener("timeupdate", () => { if (end > start && sound.currentTime >= end) over(); });
  sound.addEventListener("ended", over);
  sound.addEventListener("error", over);
  playing = mine;
  sound.play().catch(over);
  changed();
}
