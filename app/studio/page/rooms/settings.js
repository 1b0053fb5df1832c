// Settings: with what films are made here, what is used up, who may come in, and how this machine does.
import { h } from "../core/dom.js";
import { t } from "../core/words.js";
import { list } from "../core/keys.js";
import { examination } from "./settings/health.js";

// said below
const ASKED = { nobody: "Nobody is asked: only this machine can reach the studio.", password: "{n} people with a name and a password.", header: "Whoever the proxy before the studio says it is." };
// said below
const REVIEW = { later: "Takes count as they come; you approve and change them afterwards.", approve: "Takes count as they come; you approve and change them afterwards.", now: "The work waits for your word on every take." };

export default {
  title: "Settings",
  load: (app) => app.call("settings", { film: app.where.film ?? "" }),
  view: (data, app) => [
    h("h1", {}, t("Settings")),
    h("div.panels", {},
      data.film ? film(data.film, data.model) : null, worker(data.worker), model(data.model), critics(data.critics), cameras(data),
      guests(data), data.kept ? kept(data.kept) : null, data.guest.all ? examination(app) : null, keyboard())],
};

const panel = (name, ...inside) => h("section.panel", { key: name, "aria-label": name }, h("h2", {}, name), ...inside);
const facts = (...pairs) => h("dl.facts", {}, pairs.filter(Boolean).map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
const how = (...words) => h("p.quiet.how", {}, ...words);

function film(one, limits) {
  const { used } = one;
  return panel(t("This film"), facts(
    [t("Camera"), one.engine], [t("Picture"), t("{w} × {h}, {fps} frames per second", { w: one.width, h: one.height, fps: one.fps })],
    [t("Memory"), t({ agent: "chosen by the director", native: "the newest shots", none: "none" }[one.memory] ?? one.memory)],
    [t("Seed"), String(one.seed)], [t("Takes"), t(REVIEW[one.review] ?? REVIEW.later)],
    [t("Asked of the model"), used.calls ? t("{calls} questions, {tokens} tokens", { calls: used.calls, tokens: used.tokens.toLocaleString() }) : t("nothing")],
    limits.priced ? [t("Cost of the model"), used.cost.toFixed(2)] : null),
    limits.most_tokens && used.tokens ? h("meter", { min: 0, max: limits.most_tokens, high: limits.most_tokens * 0.8, value: used.tokens, "aria-label": t("Tokens used of the budget") }) : null,
    how(t("A film keeps the camera it was begun with: its takes would not fit together otherwise. For another camera, begin a new film from the same idea or screenplay.")));
}

function worker(now) {
  const since = now.since && new Date(now.since * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return panel(t("The worker"), h("p", {}, light(now.alive), now.alive ? t("It works, since {time}.", { time: since }) : t("It is not there, and starts again by itself in a moment.")),
    how(t("A process of its own plans and renders, whether this page is open or not. If it dies it starts again and goes on; what is rendered is kept.")));
}

const light = (fine, optional = false) => h("span.light", { class: fine ? "fine" : optional ? "without" : "wrong", "aria-hidden": "true" }, fine ? "●" : optional ? "○" : "▲");

function model(one) {
  const budget = one.most_tokens ? t("{n} tokens a film", { n: one.most_tokens.toLocaleString() }) : t("no limit");
  if (!one.server) return panel(t("Language model"), h("p", {}, t("None: the house writer plans, by rules, without a key and without a network.")), how(t("To plan with a model, set DAILIES_LLM_BASE_URL to any OpenAI-compatible server and open the studio again.")));
  return panel(t("Language model"), facts([t("Server"), one.server], [t("Writes"), one.writing || t("the server's only one")],
    [t("Looks at takes"), one.vision || t("none: takes are judged by what is measured")], [t("Small talk"), one.cheap || t("the one that writes")],
    [t("Budget"), one.most_cost ? `${budget}, ${one.most_cost}` : budget]), how(t("The key is never shown. The budget is DAILIES_LLM_BUDGET_TOKENS and DAILIES_LLM_BUDGET_COST.")));
}

// said below
const EYES = { people: "whole people", faces: "faces", voices: "voices", words: "what is said" };

function critics(one) {
  return panel(t("Critics"), h("ul", {}, h("li", {}, light(true), t("measures of picture and sound")),
    Object.entries(one.models).map(([name, there]) => h("li", { key: name }, light(there, true), t(EYES[name]), h("span.quiet", {}, ` · ${there ? t("by a model") : t("no model")}`)))),
    facts([t("Retakes by themselves"), one.retakes ? t("at most {n} for a take with findings", { n: one.retakes }) : t("none: findings are noted, you decide")]),
    how(t("DAILIES_CRITIC_CLIP, _FACE, _SPEAKER and _RECOGNISER name the folders of models, DAILIES_RETAKES the number.")));
}

function cameras(data) {
  return panel(t("Cameras"), h("ul.cameras", {}, data.engines.map((one) => h("li", { key: one.name }, h("p", {}, light(one.ready, true), h("b", {}, one.name), " ",
    one.ready ? t("ready") : t("not ready here"), one.name === data.engine ? h("span.mark", {}, t("for new films")) : null), h("p.quiet", {}, one.words), h("p.quiet", {}, one.state)))),
    how(t("A new film's camera is chosen under Choices when it is begun. DAILIES_ENGINE is the one that is proposed.")));
}

function guests(data) {
  return panel(t("Who may come in"), h("p", {}, t(ASKED[data.door.asked], { n: data.door.users })),
    facts([t("You are"), data.guest.name === "user" ? t("whoever is at this machine") : data.guest.name],
      [t("You see"), data.guest.all ? t("every film") : data.guest.films.join(", ")], [t("Largest file"), t("{n} MB", { n: data.door.upload_mb })]),
    data.guest.all ? how(t("DAILIES_STUDIO_USERS gives names and passwords, DAILIES_STUDIO_FILMS says who sees which film.")) : null);
}

const kept = (where) => panel(t("Where everything is kept"), facts([t("Home"), h("code", {}, where.home)], [t("Finished films"), h("code", {}, where.films)], [t("Takes"), h("code", {}, where.media)]), how(t("DAILIES_HOME sets another folder. A copy of it is a copy of everything.")));

function keyboard() {
  return panel(t("Keyboard"), h("p", {}, t("Everything can be done without a mouse; each room has its own keys.")),
    h("button", { onclick: list }, t("Show the keys"), " ", h("kbd", {}, "?")));
}
