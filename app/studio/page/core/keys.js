// The keyboard: every key has a name, listed by "?". Keys of the room come first.
import { h } from "./dom.js";
import { t } from "./words.js";

let bound = [];

/** What keys do now: [{keys: ["n", "ArrowRight"], label, run}]; `run` is given the event. */
export function bind(all) { bound = all; }

const typing = (target) => target.matches?.("input:not([type=checkbox]):not([type=radio]):not([type=range]),textarea,select,[contenteditable]");
const own = (target, key) => (["Enter", " "].includes(key) && target.matches?.("button,a,summary,input:not([type=range])"))
  || (["ArrowLeft", "ArrowRight", "Home", "End"].includes(key) && target.matches?.("[role=slider],input[type=range],input[type=radio]"));

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  const name = `${event.ctrlKey ? "Ctrl+" : ""}${event.key}`;
  const found = bound.find((one) => one.keys.includes(name));
  if (!found || own(event.target, event.key)) return;
  event.preventDefault();
  found.run(event);
});

const SHOWN = { " ": "Space", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** A dialog that lists them. */
export function list() {
  const dialog = h("dialog.sheet", { "aria-label": t("Keyboard"), onclose: () => dialog.remove() },
    h("h2", {}, t("Keyboard")),
    h("dl.keys", {}, bound.filter((one) => one.label).map((one) => [
      h("dt", {}, one.keys.map((key) => h("kbd", {}, SHOWN[key] ?? key))), h("dd", {}, one.label)])),
    h("form", { method: "dialog" }, h("button.primary", {}, t("Close"))));
  document.body.append(dialog);
  dialog.showModal();
}
