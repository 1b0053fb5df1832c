// Links to shots, in order.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";

/** Many shots are shown as the ends of their codes; all of them, for it is a list to go from. */
export function links(shots, app) {
  if (!shots.length) return h("p.quiet", {}, t("No shot yet."));
  return h("ul.codes", {}, shots.map((shot) => h("li", { key: shot.code }, link(shot.code, app))));
}

export function link(code, app, ...inside) {
  return h("a", { href: `?film=${encodeURIComponent(app.where.film)}&room=shot&shot=${encodeURIComponent(code)}`, title: code, "aria-label": code, onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); app.go({ room: "shot", shot: code, take: "" }); } },
    inside.length ? inside : code.split("_").slice(1).join("_"));
}
