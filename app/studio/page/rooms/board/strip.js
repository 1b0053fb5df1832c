// How long the film is, how far it is, what it has cost and will cost, and the one button that goes on with it.
import { h } from "../../core/dom.js";
import { duration } from "../../core/format.js";
import { t } from "../../core/words.js";

/** The strip above the board. */
export function strip(data, app) {
  const { totals, spent, to_come: next } = data;
  return h("section.strip", { key: "strip", "aria-label": t("The film in figures") },
    h("dl", {},
      figure(t("Length"), duration(totals.seconds), totals.omitted ? t("{n} left out", { n: totals.omitted }) : ""),
      figure(t("Rendered"), t("{n} of {all}", { n: totals.rendered, all: totals.shots }), totals.stale ? t("{n} no longer fit", { n: totals.stale }) : ""),
      figure(t("Approved"), t("{n} of {all}", { n: totals.approved, all: totals.shots })),
      figure(t("Cost so far"), t("{time} rendering", { time: duration(spent.seconds) }), used(spent)),
      figure(t("To come"), next.takes ? rendering(next) : t("nothing"), next.takes && next.tokens ? t("{n} tokens", { n: next.tokens.toLocaleString() }) : "")),
    h("div.go", {}, going(data, app)));
}

const figure = (name, value, more = "") => h("div", { key: name }, h("dt", {}, name), h("dd", {}, h("strong", {}, value), more ? h("span.quiet", {}, more) : null));

function used(spent) {
  return [spent.tokens ? t("{n} tokens", { n: spent.tokens.toLocaleString() }) : "", spent.money ? t("{sum} for the model", { sum: spent.money.toFixed(2) }) : ""].filter(Boolean).join(" · ");
}

function rendering(next) {
  if (next.seconds === null) return t("not known before a first take");
  return t("about {time} rendering", { time: duration(next.seconds) });
}

/** What can be done next: render what waits, cut anew, or nothing. */
function going(data, app) {
  const { totals } = data, work = app.pulse?.work;
  const go = (said) => app.act(() => app.call("go_on", { film: data.film }), said);
  if (work) return h("span.quiet", {}, totals.waiting ? t("At work: {n} to go", { n: totals.waiting }) : t("At work"));
  if (data.state.startsWith("waits")) return h("button.primary", { onclick: () => app.go({ room: "director" }) }, t("The director waits for your word"));
  if (totals.waiting) return h("button.primary", { onclick: () => go(t("It is being rendered; you can go on working.")) }, totals.waiting === 1 ? t("Render 1 waiting shot") : t("Render {n} waiting shots", { n: totals.waiting }));
  if (data.cut !== "current" && totals.shots) return h("button.primary", { onclick: () => go(t("The film is being cut.")) }, data.cut === "old" ? t("Cut anew") : t("Cut the film"));
  return h("span.quiet", {}, t("The cut is up to date"));
}
