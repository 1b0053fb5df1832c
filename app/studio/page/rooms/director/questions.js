// The director's questions about an idea as cards: an option, one's own words, or what it suggests.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { draft } from "./held.js";
import { card } from "./standing.js";

export function questions(now, app) {
  const chosen = draft(app, `questions ${now.round}`);
  const count = now.cards.length;
  return card("questions", count === 1 ? t("One question before I write") : t("{n} questions before I write", { n: count }),
    now.cards.map((one) => question(one, chosen, app)), [
      h("button.primary", { onclick: () => answer(app, now, chosen) }, count === 1 ? t("Go on with this answer") : t("Go on with these answers")),
      count === 1 ? null : h("button", { onclick: () => answer(app, now, {}) }, t("Take all suggestions"))]);
}

function question(one, chosen, app) {
  const mine = chosen[one.number] ?? one.default, own = !one.options.includes(mine);
  const choose = (words) => { chosen[one.number] = words; app.redraw(); };
  return h("fieldset.talk-question", { key: `q${one.number}` },
    h("legend", {}, one.text),
    h("div.talk-options", {}, one.options.map((words) => h("button", { type: "button", "aria-pressed": String(words === mine), onclick: () => choose(words) },
      words, words === one.default ? h("small.quiet", {}, t("suggested")) : null))),
    h("input", { "aria-label": t("{question} In your own words", { question: one.text }), placeholder: t("or your own words"), maxlength: 2000, value: own ? mine : "",
      oninput: (event) => choose(event.target.value || one.default) }));
}

function answer(app, now, chosen) {
  const given = now.cards.filter((one) => chosen[one.number]?.trim() && chosen[one.number] !== one.default);
  const words = given.length ? JSON.stringify(Object.fromEntries(given.map((one) => [one.number, chosen[one.number].trim()]))) : "yes";
  return app.act(() => app.call("answer", { film: app.where.film, gate: now.gate, words }));
}
