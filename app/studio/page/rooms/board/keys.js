// The keyboard of the board.
import { t } from "../../core/words.js";
import { act, meant, move } from "./doing.js";
import { choose, drop } from "./selection.js";
import { stateOf } from "./state.js";

/** What keys do; they mean the shots that are selected, else the card in hand. */
export function keysOf(data, app) {
  const state = stateOf(app);
  const one = () => data.shots.find((shot) => shot.code === state.current);
  const many = (name) => () => act[name](meant(data, state), data, state, app);
  const single = (name) => () => one() && act[name]([one()], data, state, app);
  const seek = (step) => () => { const card = document.querySelector(`article.shot[data-key="${CSS.escape(state.current)}"] .open`); card?.focus(); card?.dispatchEvent(new KeyboardEvent("keydown", { key: step, bubbles: true, cancelable: true })); };
  if (!data.shots?.length) return [];
  return [
    { keys: ["ArrowRight", "ArrowDown"], label: t("Next shot"), run: seek("ArrowRight") },
    { keys: ["ArrowLeft", "ArrowUp"], label: t("Previous shot"), run: seek("ArrowLeft") },
    { keys: ["Enter"], label: t("Open"), run: single("open") },
    { keys: ["a"], label: t("Approve"), run: many("approve") },
    { keys: ["r"], label: t("Another take"), run: many("retake") },
    { keys: ["o"], label: t("Leave out, or take back in"), run: many("omit") },
    { keys: ["i"], label: t("Insert after…"), run: single("after") },
    { keys: ["s"], label: t("Split…"), run: single("split") },
    { keys: ["m"], label: t("Move to place…"), run: single("place") },
    { keys: ["Ctrl+ArrowRight"], label: t("Move right"), run: () => one() && move(one(), 1, data, state, app) },
    { keys: ["Ctrl+ArrowLeft"], label: t("Move left"), run: () => one() && move(one(), -1, data, state, app) },
    { keys: ["x"], label: t("Select"), run: () => one() && choose({}, one(), data, state, app) },
    { keys: ["Escape"], label: t("Select none"), run: () => drop(state, app) },
  ];
}
