// One difference: of what, which field, and the words that went and came.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";

// said below
const NEW = { note: "a note", card: "a new look", shot: "a new shot", pin: "a memory is pinned", attachment: "attached", question: "a question", take: "a take", character: "somebody new", scene: "a new scene" };
// said below
const GONE = { note: "the note is gone", card: "the look is gone", shot: "the shot is gone", pin: "no longer pinned", attachment: "no longer attached" };

export function difference(change, place, app) {
  const { before, after } = change;
  const name = before === null ? t(NEW[change.kind] ?? "new") : after === null ? t(GONE[change.kind] ?? "gone") : t(change.field);
  return h("li.change", { key: `${place}` }, h("span.of", {}, subject(change, app), " ", h("span.field", {}, name)),
    before === null || after === null ? h("span.value", { class: after === null ? "was" : "" }, before ?? after) : both(before, after));
}

/** What it is about: a shot leads to its room. */
function subject(change, app) {
  const [code] = change.of.split(" ");
  if (!/_\d{3}_\d{4}$/.test(code)) return change.kind === "film" ? t("The film") : change.kind === "scene" && /^\d+$/.test(change.of) ? t("Scene {n}", { n: change.of }) : change.of;
  return h("a", { href: `?film=${encodeURIComponent(app.where.film)}&room=shot&shot=${encodeURIComponent(code)}`, onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); app.go({ room: "shot", shot: code, take: "" }); } }, change.of);
}

/** Both sides on one line, with only the words that differ marked. */
function both(before, after) {
  const [was, now] = [before.split(/(\s+)/), after.split(/(\s+)/)];
  let head = 0, tail = 0;
  while (head < Math.min(was.length, now.length) && was[head] === now[head]) head += 1;
  while (tail < Math.min(was.length, now.length) - head && was.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const middle = (words) => words.slice(head, words.length - tail).join("");
  return h("span.value", {}, was.slice(0, head).join(""),
    middle(was) ? h("del", {}, middle(was)) : null,
    middle(was) && middle(now) ? " " : null,
    middle(now) ? h("ins", {}, middle(now)) : null,
    tail ? now.slice(now.length - tail).join("") : null);
}
