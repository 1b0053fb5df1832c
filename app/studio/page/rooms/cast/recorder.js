// Recording a voice with the microphone of the guest's own machine.
import { h } from "../../core/dom.js";
import { duration } from "../../core/format.js";
import { t } from "../../core/words.js";

const MOST = 30;

/** Whether there is anything to record with. */
export async function microphone() {
  if (!window.MediaRecorder || !navigator.mediaDevices?.enumerateDevices) return false;
  return (await navigator.mediaDevices.enumerateDevices()).some((one) => one.kind === "audioinput");
}

/** A dialog that records up to thirty seconds; `take(file)` gets the recording. */
export async function record(one, app, take) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  } catch {
    app.say(t("The browser gave no microphone: allow it for this page, or bring a file."), "refused");
    return;
  }
  const recorder = new MediaRecorder(stream), pieces = [], said = h("output.clock", {}, duration(0));
  let kept = false, begun = performance.now(), clock = 0;
  const count = () => { const seconds = (performance.now() - begun) / 1000; said.textContent = duration(seconds); if (seconds >= MOST) finish(true); else clock = requestAnimationFrame(count); };
  const finish = (keep) => { kept = keep; cancelAnimationFrame(clock); if (recorder.state !== "inactive") recorder.stop(); dialog.close(); };
  recorder.ondataavailable = (event) => pieces.push(event.data);
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop();
    const suffix = recorder.mimeType.includes("mp4") ? "m4a" : recorder.mimeType.includes("ogg") ? "ogg" : "webm";
    if (kept) take(new File(pieces, `voice.${suffix}`, { type: recorder.mimeType }));
  };
  const dialog = h("dialog.sheet", { "aria-label": t("Recording"), onclose: () => { if (recorder.state !== "inactive") finish(false); dialog.remove(); } },
    h("h2", {}, t("Recording the voice of {name}", { name: one.name })),
    h("p", {}, t("Speak a few sentences as they would, alone and near the microphone: 5 to 15 s are best.")), said,
    h("div.row", {}, h("button.primary", { onclick: () => finish(true) }, t("Keep it")), h("button", { onclick: () => finish(false) }, t("Cancel"))));
  document.body.append(dialog);
  dialog.showModal();
  recorder.start();
  begun = performance.now();
  count();
}
