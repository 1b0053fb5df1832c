// The takes of the shot as a stack, and what can be asked of the shot.
import { h } from "../../core/dom.js";
import { duration, version } from "../../core/format.js";
import { t } from "../../core/words.js";

const FEW = 4;
// said below
export const STATES = { todo: "to do", wip: "in work", review: "to review", retake: "retake asked", approved: "approved", omit: "left out" };

export const rendered = (takes) => takes.filter((take) => take.clip);

/** Look at a take: at once, and then with everything that belongs to it. */
export function look(take, app) {
  app.where = { ...app.where, take: version(take.number) };
  app.redraw();
  return app.go({}, { replace: true });
}

/** The stack, newest first. */
export function stack(data, app, seen, compared, compare) {
  return h("section.take-stack", { "aria-label": t("Takes") },
    h("h2", {}, t("Takes")),
    h("ol", { reversed: true, onmousedown: (event) => { if (event.target.closest("button")) event.preventDefault(); } }, coming(data.shot.shot, app), [...data.shot.takes].filter((take) => take.state !== "open").reverse().map((take) =>
      h("li.one-take", { key: `take ${take.number}`, class: [take.circled && "circled", take.number === seen?.number && "seen"].filter(Boolean).join(" ") },
        take.clip ? shown(take, app, seen) : unmade(take),
        take.clip && seen && take.number !== seen.number
          ? h("button.small.plain", { "aria-pressed": String(compared?.number === take.number), "aria-label": t("Compare with {take}", { take: version(take.number) }), title: t("Compare with {take}", { take: version(take.number) }), onclick: () => compare(take) }, t("Compare"))
          : null))));
}

function shown(take, app, seen) {
  return h("button.face", { "aria-current": take.number === seen?.number ? "true" : null, onclick: () => look(take, app) },
    h("img", { src: app.media(app.where.film, take.still, 160), alt: "", width: 80, height: Math.round((80 * take.height) / take.width) }),
    h("span.take-facts", {},
      h("strong", {}, version(take.number), take.circled ? h("span.badge", {}, t("circled")) : null),
      h("span.quiet", {}, t("seed {n}", { n: take.seed })),
      h("span.quiet", { title: take.verdict }, take.reused ? t("clip of {take}", { take: take.reused }) : take.verdict)));
}

const unmade = (take) => h("p.unmade", {}, h("strong", {}, version(take.number)), " ", h("span.fault", {}, t("failed: {words}", { words: take.error })));

/** True while another take is asked for or in work. */
export const awaited = (shot) => ["retake", "wip", "todo"].includes(shot.status);

/** What is still to come. */
function coming(shot, app) {
  const work = app.pulse?.work, here = work?.running && work.shot === shot.code;
  if (here) return h("li.one-take.coming", { key: "coming" }, h("p", { role: "status" }, t("Being rendered now"), shot.wanted > 1 ? ` · ${t("{n} to come", { n: shot.wanted })}` : "", h("progress", { "aria-label": t("Rendering") })));
  if (!awaited(shot)) return null;
  return h("li.one-take.coming", { key: "coming" },
    h("p", { role: "status" }, work ? t("The next take waits for its turn.") : t("Not rendered yet."), shot.wanted > 1 ? ` ${t("{n} to come", { n: shot.wanted })}` : ""),
    work ? null : h("button.small", { onclick: () => app.act(() => app.call("go_on", { film: app.where.film }), t("It is being rendered.")) }, t("Render it")));
}

/** What can be asked of the shot; each can be undone. */
export function decisions(data, app, seen) {
  const { shot } = data.shot, acts = actions(data, app, seen);
  const left = shot.status === "omit";
  return h("div.decisions", { role: "group", "aria-label": t("Decide") },
    h("button.primary", { disabled: !seen || left || (seen.circled && shot.status === "approved"), onclick: acts.approve, title: "a" },
      seen?.circled && shot.status === "approved" ? t("{take} is approved", { take: version(seen.number) }) : seen ? t("Approve {take}", { take: version(seen.number) }) : t("Approve")),
    h("button", { disabled: left, onclick: () => acts.retake(1), title: t("The same words with a new seed (r)") }, t("New take, new seed")),
    h("button", { disabled: left, onclick: () => acts.retake(FEW), title: t("The same words, four times, to choose from") }, t("Four seeds")),
    h("span.grow", {}),
    h("button", { onclick: acts.omit, title: "o" }, left ? t("Take it back in") : t("Leave it out")));
}

export function actions({ shot: { shot } }, app, seen) {
  const film = app.where.film;
  const follow = (result) => { if (result) app.go({ take: "" }, { replace: true }); return result; };
  return {
    approve: () => seen && app.act(() => app.call("approve", { film, shot: shot.code, take: version(seen.number) }),
      (done) => done.resolved.length ? t("{take} is approved; {n} notes are settled by it.", { take: version(done.take), n: done.resolved.length }) : t("{take} is approved.", { take: version(done.take) })),
    retake: async (count, same = false) => follow(await app.act(() => app.call("retake", { film, shot: shot.code, count, same_seed: same }), (done) => t(done.work))),
    omit: () => shot.status === "omit"
      ? app.act(() => app.call("restore_shots", { film, shots: [shot.code] }), t("{shot} is in the film again.", { shot: shot.code }))
      : app.act(() => app.call("omit_shots", { film, shots: [shot.code] }), t("{shot} is left out; it keeps its takes. Undo brings it back.", { shot: shot.code })),
  };
}

/** The take before or after the one in hand. */
export function flip(takes, seen, way, app) {
  const made = rendered(takes), place = made.findIndex((take) => take.number === seen.number) + way;
  if (made[place]) look(made[place], app);
}

/** How the shot stands, in a line. */
export const standing = (shot) => [h(`span.shot-status.${shot.status}`, {}, t(STATES[shot.status] ?? shot.status)),
  h("span.quiet", {}, `${duration(shot.seconds)} · ${t("{n} frames", { n: shot.frames })} · ${shot.heading}`)];
