// The waveform of the whole film on a canvas, in the colours of the page.

/** Keep a canvas drawn: at its size, in the light it stands in. Gives a function that draws it again. */
export function waveform(canvas, scene) {
  const draw = () => paint(canvas, scene());
  new ResizeObserver(draw).observe(canvas);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  return draw;
}

function paint(canvas, { reel, peaks }) {
  const { clientWidth: width, clientHeight: height } = canvas, sharp = devicePixelRatio || 1;
  if (!width || !canvas.isConnected) return;
  canvas.width = Math.min(16_000, width * sharp); canvas.height = height * sharp;
  const brush = canvas.getContext("2d"), middle = canvas.height / 2, style = getComputedStyle(canvas);
  brush.fillStyle = style.color;
  brush.fillRect(0, middle - sharp / 2, canvas.width, sharp);
  for (const shot of reel.shots) {
    const loud = peaks.get(shot.sound);
    if (!loud) continue;
    const left = Math.round((shot.start / reel.frames) * canvas.width), right = Math.round(((shot.start + shot.frames) / reel.frames) * canvas.width);
    for (let x = left; x < right; x += 1) {
      const from = Math.floor(((x - left) / (right - left)) * loud.length), to = Math.max(from + 1, Math.ceil(((x + 1 - left) / (right - left)) * loud.length));
      let most = 0;
      for (let at = from; at < to && at < loud.length; at += 1) if (loud[at] > most) most = loud[at];
      // A little bent, so that quiet rooms are seen too.
      const tall = (most / 255) ** 0.8 * (middle - sharp);
      if (tall >= 1) brush.fillRect(x, middle - tall, 1, 2 * tall);
    }
  }
}

/** One byte a hundredth of a second, as the door gives it. */
export const unpacked = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
