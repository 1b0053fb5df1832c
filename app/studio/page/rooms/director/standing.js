// Where the film stands and what comes next: the last card of the talk.
import { h } from "../../core/dom.js";
import { duration } from "../../core/format.js";
import { t } from "../../core/words.js";
import { questions } from "./questions.js";
import { shotList, story, take } from "./gates.js";
import { put, say } from "./saying.js";

const GATES = { questions, story, "shot list": shotList, take };

/** The card for what a film waits for. */
export function standing(chat, app, link) {
  const now = chat.now;
  if (now.kind === "asked") return GATES[now.gate](now, app, link);
  return (CARDS[now.kind] ?? CARDS.nothing)(chat, app, link);
}

const CARDS = {
  work,
  failed: (chat, app, link) => card("failed", t("It failed"), [h("p.talk-reason", {}, link(chat.now.reason)), h("p.quiet", {}, saved(chat.now))], on(app, t("Go on"))),
  stopped: (chat, app) => card("stopped", t("Stopped"), h("p", {}, saved(chat.now)), on(app, t("Go on"))),
  plan: (chat, app) => card("plan", t("The plan is not finished"), h("p", {}, t("The director goes on where it stopped, and asks before anything is rendered.")), on(app, t("Go on"))),
  shots: (chat, app) => card("shots", waiting(chat.now), h("p.quiet", {}, forTime(chat.now)), on(app, chat.now.pending === 1 ? t("Render this shot") : t("Render these {n} shots", { n: chat.now.pending }))),
  cut: (chat, app) => card("cut", t("The cut is older than the takes"), h("p", {}, t("All shots are rendered. The delivered film still shows the shots as they were.")), on(app, t("Cut the film anew"))),
  nothing: (chat, app) => card("nothing", t("The film is ready: {n} shots, {time}", { n: chat.steps.count, time: duration(chat.steps.seconds) }),
    h("p", {}, outdated(chat.now) || t("Say what should be different, or look at the shots one by one.")), [
      h("button.primary", { onclick: () => app.go({ room: "cut" }) }, t("Watch the film")),
      chat.now.outdated.length ? h("button", { onclick: () => say(app, `retake ${chat.now.outdated.join(", ")}`) }, t("Render them again"))
        : h("button", { onclick: () => put(app, "retake ") }, t("Take a shot again…"))]),
};

/** A card: a heading, what is said, what can be done. */
export function card(kind, title, body, actions) {
  return h(`section.talk-card.is-${kind}`, { key: `card ${kind}`, "aria-label": title }, h("h3", {}, title), body, actions ? h("div.row", {}, actions) : null);
}

/** How long rendering takes, as far as that was measured. */
export function forTime(now) {
  const length = t("{time} of film", { time: duration(now.seconds) });
  return now.estimate === null ? `${length}. ${t("How long rendering takes is known after the first take.")}`
    : t("{length}, about {time} to render", { length, time: duration(Math.max(1, Math.round(now.estimate))) });
}

const on = (app, words) => h("button.primary", { onclick: () => app.act(() => app.call("go_on", { film: app.where.film })) }, words);
const waiting = (now) => (now.pending === 1 ? t("One shot waits to be rendered") : t("{n} shots wait to be rendered", { n: now.pending }));
const outdated = ({ outdated: { length } }) => (length === 1 ? t("One shot has a take that no longer fits the plan.") : length ? t("{n} shots have takes that no longer fit the plan.", { n: length }) : "");
const saved = ({ pending }) => (pending === 1 ? t("One shot is still to be rendered; nothing is lost.") : pending ? t("{n} shots are still to be rendered; nothing is lost.", { n: pending }) : t("Nothing is lost: it goes on where it stopped."));

/** What is being done, how far it is and what comes then. */
function work(chat, app, link) {
  const doing = app.pulse?.work, { steps, now } = chat;
  const share = doing?.total ? doing.done / doing.total : null;
  return card("work", doing ? t(doing.words) : t("at work"), [
    doing?.shot ? h("p", {}, link(doing.shot), doing.total ? ` · ${t("{done} of {n} shots", { done: Math.floor(doing.done), n: doing.total })}` : "") : null,
    h("progress", { max: 1, value: share ?? undefined, "aria-label": t("Progress") }),
    h("ol.talk-steps", {}, step(t("Story"), steps.story), step(t("Shot list"), steps.shots), step(t("Shots"), steps.count > 0 && steps.rendered === steps.count && doing?.words !== "rendering"), step(t("Cut"), false)),
    h("p.quiet", {}, next(steps, now, doing)),
  ], doing?.running ? h("button.small", { onclick: () => app.act(() => app.call("stop", { film: app.where.film }), t("It stops after the frame in hand; what is rendered is kept.")) }, t("Stop")) : null);
}

const step = (name, done) => h("li", { class: done ? "talk-done" : "" }, h("span", { "aria-hidden": "true" }, done ? "✓ " : "○ "), name, done ? h("span.away", {}, t("done")) : null);

function next(steps, now, doing) {
  if (doing && !doing.running) return t("It begins by itself in a moment.");
  if (doing?.left) return t("{time} left. You can close this page: the work goes on.", { time: duration(doing.left) });
  if (steps.shots || !now.asks) return t("Look at the shots as they come. You can close this page: the work goes on.");
  return steps.story ? t("Next you see the cast and the shot list. Nothing is rendered before you say yes.") : t("Next it asks what is open, or shows you the story. Nothing is rendered before you say yes.");
}
