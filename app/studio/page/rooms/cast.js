// Cast and places: who is in the film and how they look along it, and where it plays.
import { h } from "../core/dom.js";
import { t } from "../core/words.js";
import { person } from "./cast/person.js";
import { place } from "./cast/place.js";
import { microphone } from "./cast/recorder.js";

export default {
  title: "Cast and places",
  async load(app) {
    const [data, heard] = await Promise.all([app.call("cast", { film: app.where.film }), microphone()]);
    return { ...data, microphone: heard };
  },
  view(data, app) {
    if (!data.people.length && !data.places.length) return [h("h1", {}, t("Cast and places")), h("p.quiet", {}, t("Nobody yet. When the story is agreed, everybody in it has a card here, and every scene its place."))];
    const kept = keptOf(app);
    return [
      h("h1", {}, t("Cast")),
      h("p.quiet", {}, t("A card holds until it is changed. A reference picture and voice go into the memory of every next take; takes made before are marked, never touched.")),
      h("div.people", {}, data.people.map((one) => person(one, data, app, kept(one.tag)))),
      h("h1", {}, t("Places")),
      h("div.places", {}, data.places.map((one) => place(one, data, app, kept(`scene ${one.scene}`)))),
    ];
  },
};

/** What is open and half written on each card: outlives a refresh. */
function keptOf(app) {
  const name = `cast ${app.where.film}`;
  if (!app.kept.has(name)) app.kept.set(name, new Map());
  const all = app.kept.get(name);
  return (key) => { if (!all.has(key)) all.set(key, { draft: {} }); return all.get(key); };
}
