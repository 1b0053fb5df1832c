// The menu of a card: everything that can be done with a shot, by mouse or keyboard.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { act, move } from "./doing.js";

/** The button with the menu; the menu itself only while it is open. */
export function menu(shot, data, state, app, tabs) {
  const shown = state.menu === shot.code;
  return h("span.menu", {},
    h("button.more", { "aria-haspopup": "menu", "aria-expanded": String(shown), tabindex: tabs, "aria-label": t("What to do with {code}", { code: shot.code }),
      onclick: () => (shown ? close(state, app, shot.code) : show(shot.code, state, app)),
      onkeydown: (event) => { if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); event.stopPropagation(); show(shot.code, state, app); } } }, "⋯"),
    shown ? h("div.items", { role: "menu", "aria-label": shot.code, onkeydown: (event) => steer(event, shot, state, app) },
      items(shot, data, state, app)) : null);
}

/** Open the menu of a shot. */
export function show(code, state, app) {
  open = { state, app };
  state.menu = code;
  state.wanted = { code, part: "[role=menuitem]" };
  app.redraw();
}

function close(state, app, code) {
  state.menu = "";
  if (code) state.wanted = { code, part: ".more" };
  app.redraw();
}

function items(shot, data, state, app) {
  const out = shot.status === "omit", last = data.shots.length - 1;
  const item = (words, key, run, able = true) => h("button", { key: words, role: "menuitem", tabindex: -1, "aria-disabled": able ? null : "true",
    onclick: () => { if (able) { close(state, app, shot.code); run(); } } }, h("span", {}, words), key ? h("kbd", {}, key) : null);
  const with_ = (name) => () => act[name]([shot], data, state, app);
  return [
    item(t("Open"), "↵", with_("open")),
    item(t("Approve"), "a", with_("approve"), Boolean(shot.take) && !out && shot.status !== "approved"),
    item(t("Another take"), "r", with_("retake"), Boolean(shot.take) && !out && shot.status !== "retake"),
    item(out ? t("Take back in") : t("Leave out"), "o", with_("omit")),
    item(t("Insert before…"), "", with_("before")),
    item(t("Insert after…"), "i", with_("after")),
    item(t("Split…"), "s", with_("split"), !out),
    item(t("Move left"), "Ctrl ←", () => move(shot, -1, data, state, app), shot.position > 0),
    item(t("Move right"), "Ctrl →", () => move(shot, 1, data, state, app), shot.position < last),
    item(t("Move to place…"), "m", with_("place"), last > 0),
  ];
}

function steer(event, shot, state, app) {
  const all = [...event.currentTarget.querySelectorAll("[role=menuitem]")], at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) all[(to + all.length) % all.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") close(state, app, shot.code);
  else if (event.key.length === 1 && /\p{L}/u.test(event.key)) all.slice(at + 1).concat(all).find((one) => one.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Whose menu is open. The pointer or the focus elsewhere closes it; what was clicked keeps the focus. */
let open = null;
for (const name of ["pointerdown", "focusin"]) document.addEventListener(name, (event) => {
  if (!open?.state.menu || event.target.closest?.(".menu")) return;
  open.state.menu = "";
  if (open.app.where.room === "board") open.app.redraw();
});
