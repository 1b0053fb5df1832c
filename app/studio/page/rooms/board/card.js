// A shot as a card, and the heading of a scene.
import { h } from "../../core/dom.js";
import { duration, version } from "../../core/format.js";
import { t } from "../../core/words.js";
import { STATUSES } from "./filters.js";
import { menu } from "./menu.js";
import { dragging } from "./moving.js";
import { choose } from "./selection.js";
import { holds, pressed } from "./focus.js";

/** A heading wherever a scene begins, or goes on after shots of another one. */
export function scene(shot, times) {
  return h("h2.scene", { key: `scene ${shot.scene} ${times}` }, h("span.number", {}, shot.scene), shot.heading, times ? h("span.quiet", {}, t("continued")) : null);
}

/** The card of a shot. */
export function card(shot, data, state, app) {
  const inHand = state.current === shot.code, tabs = inHand ? 0 : -1, picked = state.selected.has(shot.code);
  const classes = [`s-${shot.status}`, picked ? "picked" : "", state.menu === shot.code ? "opened" : "", app.pulse?.work?.shot === shot.code ? "rendering" : ""];
  return h("article.shot", { key: shot.code, class: classes.join(" "), "aria-label": shot.code, ...dragging(shot, data, state, app), onkeydown: (event) => pressed(event, shot, data, state, app) },
    h("a.open", { href: `?film=${data.film}&room=shot&shot=${shot.code}`, tabindex: tabs, draggable: "false", "aria-label": named(shot), "aria-describedby": shot.stale.length ? `why-${shot.code}` : null,
      onclick: (event) => opened(event, shot, data, state, app) },
      picture(shot, data, app), h("span.over", {}, h("span.status", {}, t(STATUSES[shot.status])), h("span.length", {}, duration(shot.seconds)))),
    h("div.head", {},
      h("input.pick", { type: "checkbox", checked: picked, tabindex: tabs, "aria-label": t("Select {code}", { code: shot.code }), onclick: (event) => choose(event, shot, data, state, app) }),
      h("span.code", {}, shot.code)),
    h("p.action", { title: shot.action }, shot.action),
    shot.said.length ? h("p.said", { title: shot.said.map(([who, words]) => `${who}: ${words}`).join("\n") }, `“${shot.said[0][1]}”`, shot.said.length > 1 ? ` +${shot.said.length - 1}` : "") : null,
    h("div.foot", {},
      h("span.quiet.facts", {}, facts(shot)),
      shot.notes ? h("span.notes", {}, shot.notes === 1 ? t("1 note") : t("{n} notes", { n: shot.notes })) : null,
      shot.stale.length ? stale(shot, tabs) : null,
      menu(shot, data, state, app, tabs)));
}

/** Its name for those who hear the page: what the card shows at a glance. */
const named = (shot) => [shot.code, t(STATUSES[shot.status]), duration(shot.seconds), shot.action].join(", ");

function facts(shot) {
  const takes = shot.takes === 0 ? t("no take") : shot.takes === 1 ? (shot.take ? version(shot.take) : t("1 take")) : t("{take} of {n} takes", { take: shot.take ? version(shot.take) : "–", n: shot.takes });
  return [takes, t(shot.scale), shot.people.join(", ")].filter(Boolean).join(" · ");
}

function picture(shot, data, app) {
  if (!shot.still) return h("span.blank", {}, t("not filmed yet"));
  return h("img", { loading: "lazy", decoding: "async", width: 320, height: Math.round(320 * data.height / data.width), alt: "", draggable: "false", src: app.media(data.film, shot.still, 320) });
}

/** The mark of a take that no longer fits; why is shown while it, or the card, has the pointer or the focus. */
function stale(shot, tabs) {
  return h("span.why", {},
    h("button.mark", { tabindex: tabs, "aria-describedby": `why-${shot.code}`, class: shot.itself ? "" : "through" }, shot.itself ? t("no longer fits") : t("rests on an old take")),
    h("span.reason", { id: `why-${shot.code}`, role: "tooltip" }, shot.stale.map((words) => h("span", {}, words))));
}

function opened(event, shot, data, state, app) {
  if (event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (event.shiftKey) { choose(event, shot, data, state, app); return; }
  holds(state, shot.code);
  app.go({ room: "shot", shot: shot.code, take: "" });
}
