// Whether the circled take still fits, what can be done where not, and what rests on the take in hand.
import { h } from "../../core/dom.js";
import { version } from "../../core/format.js";
import { t } from "../../core/words.js";
import { awaited } from "./takes.js";

/** Reasons and ways out, each with its price; nothing where the take fits, or another is coming anyway. */
export function fitPanel(data, app) {
  const { ways, shot: { shot } } = data;
  if (!ways || awaited(shot)) return null;
  if (ways.refused) return h("section.sheet-box", {}, h("p.quiet", {}, ways.refused));
  if (!ways.stale) return null;
  const words = ways.stale.words.join("\n"), accepted = app.kept.get(`accepted ${shot.code}`) === words;
  if (accepted) return h("p.quiet.accepted", {}, t("{take} no longer fits the plan and is kept as it is.", { take: version(ways.stale.take) }), " ",
    h("button.small", { onclick: () => { app.kept.delete(`accepted ${shot.code}`); app.redraw(); } }, t("Why?")));
  return h("section.sheet-box.stale", { "aria-label": t("No longer fits") },
    h("h2", {}, t("{take} no longer fits", { take: version(ways.stale.take) })),
    h("ul.reasons", {}, ways.stale.words.map((reason) => h("li", {}, reason))),
    h("div.row", {}, ways.ways.map((way) => wayOut(way, data, app, words))));
}

function wayOut(way, { ways, shot: { shot } }, app, words) {
  const film = app.where.film, price = way.name === "keep" ? "" : way.price.words;
  const does = {
    keep: [t("Keep it as it is"), () => { app.kept.set(`accepted ${shot.code}`, words); app.redraw(); }],
    pin: [t("Pin what it remembers"), () => app.act(() => app.call("keep", { film, shot: shot.code }), (done) => t("{shot} keeps {takes}.", { shot: done.shot, takes: done.pinned.join(", ") }))],
    back: [t("Go back to {take}, which fits", { take: version(ways.back ?? 0) }), () => app.act(() => app.call("approve", { film, shot: shot.code, take: version(ways.back) }), t("{take} is approved.", { take: version(ways.back ?? 0) }))],
    render: [t("Render it again, same seed"), async () => { if (await app.act(() => app.call("refresh", { film, shots: [shot.code] }), (done) => t(done.work))) app.go({ take: "" }, { replace: true }); }],
  }[way.name];
  return h("span.way", { key: way.name }, h("button", { title: way.words, onclick: does[1] }, does[0]), price ? h("small.quiet", {}, price === "no render" ? t("no render") : price) : null);
}

/** Which takes remember the one in hand. */
export function dependentsPanel(data, app, seen) {
  const resting = data.ways?.dependents ?? [];
  return h("section.sheet-box", { "aria-label": t("What rests on this take") },
    h("h2", {}, t("What rests on {take}", { take: version(seen.number) })),
    resting.length ? [
      h("p.quiet", {}, t("{n} takes; rendering them again: {price}", { n: resting.length, price: data.ways.price.words })),
      h("ul.dependents", {}, resting.map((one) => h("li", { key: one.take },
        h("a", { href: `?${new URLSearchParams({ film: app.where.film, room: "shot", shot: one.shot })}`, onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); app.go({ shot: one.shot, take: "" }); } }, one.take),
        h("span.quiet", {}, one.words))))]
      : h("p.quiet", {}, t("No other take remembers it: it can be replaced freely.")));
}
