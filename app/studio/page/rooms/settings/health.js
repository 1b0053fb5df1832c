// The examination of this machine, one check after another as they come.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";

export function examination(app) {
  const now = app.kept.get("health") ?? { checks: [], going: false, done: false };
  app.kept.set("health", now);
  const wrong = now.checks.filter((one) => !one.fine && !one.optional).length;
  return h("section.panel.health", { key: "health", "aria-label": t("Health") }, h("h2", {}, t("Health")),
    h("div.row", {}, h("button", { disabled: now.going, onclick: () => examine(app, now) }, now.going ? t("Looking…") : now.done ? t("Look again") : t("Look at everything")),
      h("span", { role: "status" }, now.done ? (wrong ? t("{n} things need you", { n: wrong }) : t("All is well.")) : "")),
    h("ul.checks", {}, now.checks.map((one) => h("li", { key: one.name },
      h("span.light", { class: one.fine ? "fine" : one.optional ? "without" : "wrong", "aria-hidden": "true" }, one.fine ? "●" : one.optional ? "○" : "▲"),
      h("b", {}, one.name), " ", h("span.state", {}, one.fine ? t("fine") : one.optional ? t("not there, not needed") : t("to be mended")), h("span.quiet", {}, one.words)))));
}

async function examine(app, now) {
  Object.assign(now, { checks: [], going: true, done: false });
  app.redraw();
  const last = await app.act(() => app.stream("health", {}, (piece) => { for (const one of piece.checks) if (!now.checks.some((known) => known.name === one.name)) now.checks.push(one); app.redraw(); }));
  Object.assign(now, { going: false, done: last !== null });
  app.redraw();
}
