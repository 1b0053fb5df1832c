// Which card the keyboard is at: one Tab stop for the whole board, arrow keys between the cards.
import { act, move } from "./doing.js";
import { choose } from "./selection.js";
import { stateOf } from "./state.js";

const article = (code) => document.querySelector(`article.shot[data-key="${CSS.escape(code)}"]`);
const cards = () => [...document.querySelectorAll("article.shot")];

/** The board that is shown; the focus is heard of by the document, since elements have no property for it. */
let here = null;
document.addEventListener("focusin", (event) => {
  const card = event.target.closest?.("article.shot");
  if (card && here) holds(here, card.dataset.key);
});

/** Before the board is shown: which card is in hand, also after coming back from a shot. */
export function arrived(data, state, app) {
  here = state;
  const codes = new Set(data.shots.map((shot) => shot.code));
  for (const code of state.selected) if (!codes.has(code)) state.selected.delete(code);
  if (document.body.dataset.room !== "board" && codes.has(app.where.shot)) {
    state.current = app.where.shot;
    state.wanted = { code: state.current, part: ".open", centre: true };
  }
  if (!codes.has(state.current)) state.current = data.shots[0]?.code ?? "";
}

/** After the board was shown: the focus goes where it is wanted, and a menu that opened gets it. */
export function shown(data, app) {
  const state = stateOf(app), wanted = state.wanted;
  const visible = cards();
  if (visible.length && !article(state.current)) holds(state, visible[0].dataset.key);
  if (!wanted) return;
  state.wanted = null;
  const card = article(wanted.code), part = card?.querySelector(wanted.part) ?? card?.querySelector(".open");
  if (!part) return;
  part.focus({ preventScroll: true });
  requestAnimationFrame(() => card.scrollIntoView({ block: wanted.centre ? "center" : "nearest" }));
}

/** A card is in hand: Tab stops at it and at no other. */
export function holds(state, code) {
  if (state.current === code && article(code)?.querySelector(".open")?.tabIndex === 0) return;
  for (const [of, stop] of [[state.current, -1], [code, 0]]) {
    for (const part of article(of)?.querySelectorAll(".open, .pick, .mark, .more") ?? []) part.tabIndex = stop;
  }
  state.current = code;
}

/** Keys on a card that links and buttons would otherwise keep for themselves. */
export function pressed(event, shot, data, state, app) {
  if (event.target.closest("[role=menu]") || event.altKey || event.metaKey) return;
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && event.ctrlKey) move(shot, step, data, state, app);
  else if (step || ["ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) {
    const next = neighbour(shot.code, event.key, step);
    if (!next) return;
    next.querySelector(".open").focus();
    next.scrollIntoView({ block: "nearest" });
    if (event.shiftKey) choose({ shiftKey: true, from: shot.code }, { code: next.dataset.key }, data, state, app);
  } else if (event.key === "Enter" && event.target.matches(".pick")) act.open([shot], data, state, app);
  else return;
  event.preventDefault();
}

/** The card an arrow points at. */
function neighbour(code, key, step) {
  const all = cards(), at = all.findIndex((one) => one.dataset.key === code);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  return step ? all[at + step] : nearest(all, all[at], key === "ArrowDown");
}

/** In the row below or above, the card that lies nearest. */
function nearest(all, from, down) {
  const beyond = all.filter((one) => down ? one.offsetTop > from.offsetTop : one.offsetTop < from.offsetTop);
  const row = down ? beyond[0]?.offsetTop : beyond.at(-1)?.offsetTop;
  const far = (one) => Math.abs(one.offsetLeft - from.offsetLeft);
  return beyond.filter((one) => one.offsetTop === row).sort((one, other) => far(one) - far(other))[0];
}
