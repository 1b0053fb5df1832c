// The story, the shot list and a fresh take, each to be confirmed, sent back, or changed where it stands.
import { h } from "../../core/dom.js";
import { duration, version } from "../../core/format.js";
import { t } from "../../core/words.js";
import { draft } from "./held.js";
import { card, forTime } from "./standing.js";

// said: Title | In a sentence | Look
const FIELDS = [["title", "Title"], ["logline", "In a sentence"], ["style", "Look"]];

const answer = (app, now, words) => app.call("answer", { film: app.where.film, gate: now.gate, words });

export function story(now, app) {
  const mine = draft(app, `story ${now.number}`);
  const changed = Object.fromEntries(FIELDS.map(([name]) => [name, mine[name]]).filter(([name, words]) => words?.trim() && words !== now[name]));
  const save = async () => {
    if (Object.keys(changed).length) await app.call("change_story", { film: app.where.film, ...changed });
    for (const [name] of FIELDS) delete mine[name];
  };
  return card("story", t("Is this the story?"), [
    FIELDS.map(([name, words]) => field(t(words), name, now, mine, app)),
    h("ol.talk-beats", {}, now.beats.map((beat) => h("li", {}, h("strong", {}, beat.name), " ", beat.text))),
    now.words ? h("label", {}, h("span", {}, t("What should be different?")),
      h("textarea", { rows: 2, value: mine.wish ?? "", placeholder: t("for example: let her stay at the end"), oninput: (event) => { mine.wish = event.target.value; app.redraw(); } })) : null,
  ], [
    mine.wish?.trim() ? h("button.primary", { onclick: () => app.act(() => answer(app, now, mine.wish)) }, t("Write it so"))
      : h("button.primary", { onclick: () => app.act(async () => { await save(); return answer(app, now, "yes"); }) }, t("Yes, this is the story")),
    Object.keys(changed).length ? h("button", { onclick: () => app.act(save, t("Saved.")) }, t("Save the changes")) : null,
    h("button", { onclick: () => app.act(() => answer(app, now, "again")) }, t("Another story"))]);
}

function field(words, name, now, mine, app) {
  const kind = name === "title" ? "input" : "textarea";
  return h("label", { key: name }, h("span", {}, words),
    h(kind, { rows: kind === "textarea" ? 2 : null, maxlength: 2000, value: mine[name] ?? now[name], oninput: (event) => { mine[name] = event.target.value; app.redraw(); } }));
}

export function shotList(now, app) {
  const count = now.pending;
  return card("shot-list", t("Shall these shots be rendered?"), [
    h("dl.talk-facts", {},
      h("dt", {}, t("Cast")), h("dd", {}, now.people.length ? h("ul", {}, now.people.map((one) => h("li", {}, h("strong", {}, one.name), ` ${[one.looks, one.wears].filter(Boolean).join("; ")}`))) : t("nobody")),
      h("dt", {}, t("Scenes")), h("dd", {}, h("ul", {}, now.scenes.map((heading) => h("li", {}, heading)))),
      h("dt", {}, t("Shots")), h("dd", {}, String(count)),
      h("dt", {}, t("Length")), h("dd", {}, forTime(now))),
    h("p.quiet", {}, t("Change any shot first: on the board, or in words here.")),
  ], [
    h("button.primary", { onclick: () => app.act(() => answer(app, now, "yes")) }, now.estimate === null ? t("Render these {n} shots", { n: count })
      : t("Render these {n} shots (about {time})", { n: count, time: duration(Math.max(1, Math.round(now.estimate))) })),
    app.where.room === "board" ? null : h("button", { onclick: () => app.go({ room: "board" }) }, t("Look at the shots"))]);
}

export function take(now, app, link) {
  const mine = draft(app, `take ${now.shot} ${now.take}`);
  const told = (words) => app.act(() => answer(app, now, words));
  return card("take", t("Keep this take?"), [
    h("p", {}, link(now.shot), ` ${version(now.take)}. `, now.verdict),
    now.still ? h("img", { src: app.media(app.where.film, now.still, 640), alt: t("The take at its key moment") }) : null,
    now.said ? h("p.talk-reason", {}, now.said) : null,
    h("label", {}, h("span", {}, t("What should be different?")), h("input", { value: mine.wish ?? "", maxlength: 2000, oninput: (event) => { mine.wish = event.target.value; } })),
  ], [
    h("button.primary", { onclick: () => told("yes") }, t("Keep it")),
    h("button", { onclick: () => told(mine.wish?.trim() || "again") }, t("Another take")),
    h("button", { onclick: () => told("later") }, t("Decide later"))]);
}
