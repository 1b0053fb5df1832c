// What is asked of the camera: the plan as fields, the caption it makes with its count and lint, and what was sent.
import { h } from "../../core/dom.js";
import { version } from "../../core/format.js";
import { t } from "../../core/words.js";
import { discard, draftOf, isChanged, met, save } from "./condition_draft.js";
import { fieldGroups } from "./condition_fields.js";
import { differences } from "./difference.js";

// said: error | warning
// said below
const REACHES = { here: "only in this shot", onwards: "from this shot on", everywhere: "in the whole film" };
const CARD = /^ID_[A-Z]+\.(appearance|wardrobe|voice)$/;

/** The written side of the shot. */
export function conditionPanel(data, app) {
  const asked = data.asked, draft = draftOf(app, asked);
  return h("section.condition", { key: `condition ${asked.shot}`, "aria-label": t("What is asked of the camera") },
    h("h2", {}, t("What is asked of the camera")),
    h("div.sides", {},
      fieldGroups(app, asked, draft),
      h("div.outcome", {},
        saving(app, asked, draft),
        savedPanel(data, app, draft),
        captionPanel(asked, draft),
        sentPanel(app, asked))));
}

/** What is changed and not saved, and what to do with it. */
function saving(app, asked, draft) {
  const changed = Object.keys(draft.fields), dressed = changed.some((name) => CARD.test(name));
  if (!changed.length) return h("p.quiet.hint", { key: "saving" }, t("Change any word: the caption below follows. Nothing is rendered by saving."));
  return h("div.sheet-box.saving", { key: "saving", role: "group", "aria-label": t("Changes") },
    h("p", {}, changed.length === 1 ? t("1 field is changed and not saved.") : t("{n} fields are changed and not saved.", { n: changed.length })),
    dressed ? h("label.reach-of", {}, h("span", {}, t("Looks, clothes and voice change")),
      h("select", { onchange: (event) => { draft.reach = event.target.value; } }, Object.entries(REACHES).map(([name, words]) => h("option", { value: name, selected: name === draft.reach }, t(words))))) : null,
    draft.refused ? h("p.fault", { role: "alert" }, draft.refused) : null,
    met(draft, asked).length ? h("p.fault", { role: "status" }, t("Somebody else changed the same words: choose in the fields whose stand.")) : null,
    h("div.row", {},
      h("button.primary", { title: "Ctrl+Enter", disabled: Boolean(draft.saving), onclick: () => save(app, asked, draft) }, draft.saving ? t("Saving…") : t("Save")),
      h("button", { disabled: Boolean(draft.saving), onclick: () => discard(app, asked, draft) }, t("Discard"))));
}

/** What no longer fits after saving, and the way to a new take. */
function savedPanel(data, app, draft) {
  const { saved } = draft, film = app.where.film;
  if (!saved || isChanged(draft)) return null;
  const mine = saved.stale.find((one) => one.shot === saved.shot), rest = saved.stale.filter((one) => one !== mine);
  const dismiss = () => { draft.saved = null; app.redraw(); };
  const render = (shots) => async () => { if (await app.act(() => app.call("refresh", { film, shots }), (done) => t(done.work))) dismiss(); };
  return h("div.sheet-box.saved", { key: "saved", role: "status" },
    h("p", {}, h("strong", {}, t("Saved."))),
    mine ? h("p", {}, t("{take} no longer fits: {words}", { take: version(mine.take), words: mine.words.join("; ") }))
      : h("p", {}, data.shot.takes.length ? t("The take still fits as it is.") : t("It counts for the first take.")),
    rest.length ? h("div", {}, h("p", {}, t("Nor do these:")), h("ul.reasons", {}, rest.map((one) => h("li", { key: one.shot },
      shotLink(app, one.shot, "", `${one.shot} ${version(one.take)}`), ` ${one.words.join("; ")}`)))) : null,
    h("div.row", {},
      mine ? h("button.primary", { onclick: render([saved.shot]) }, t("Render this shot")) : null,
      rest.some((one) => one.itself) ? h("button", { onclick: render(saved.stale.filter((one) => one.itself).map((one) => one.shot)) }, t("Render all of them")) : null,
      h("span.grow", {}),
      h("button.small", { onclick: async () => { if (await app.undo()) dismiss(); } }, t("Undo")),
      h("button.small", { onclick: dismiss }, t("Fine"))));
}

export function shotLink(app, shot, take, words) {
  const where = { room: "shot", shot, take };
  return h("a", { href: `?${new URLSearchParams({ film: app.where.film, ...where })}`, onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); app.go(where); } }, words);
}

/** The caption as it would be sent, live. */
function captionPanel(asked, draft) {
  const now = draft.preview ?? asked.asked, cut = now.uncut > now.limit && now.caption;
  return h("section.sheet-box.caption", { key: "caption", "aria-label": t("The caption") },
    h("h3", {}, t("The caption as the camera would be sent it")),
    h("p.count", { class: draft.refused ? "old" : "" },
      h("meter", { min: 0, max: now.limit, value: Math.min(now.count, now.limit), "aria-label": t("Length of the caption") }),
      h("span", { role: "status" }, t("{n} of {limit} characters", { n: now.count.toLocaleString(), limit: now.limit.toLocaleString() })),
      h("span.quiet", {}, t("{s} s", { s: now.seconds.toFixed(2) }))),
    cut ? h("p.fault", {}, t("With every word it would have {n}: the words that matter least were left out.", { n: now.uncut.toLocaleString() })) : null,
    now.findings.length ? h("ul.lint", {}, now.findings.map((one, n) => h("li", { key: `${one.code} ${n}`, class: one.severity },
      h("strong", {}, t(one.severity === "error" ? "error" : "warning")), h("span.tag", {}, one.code), h("span.quiet", {}, one.where), h("span", {}, one.message))))
      : now.caption ? h("p.good", {}, t("Nothing is wrong with it.")) : null,
    h("p.prose", { lang: "" }, marked(now.caption, asked.asked.caption)));
}

/** Sentences that are new stand out. */
function marked(caption, before) {
  const known = new Set(parts(before));
  return parts(caption).map((part) => (known.has(part) ? part : h("mark", {}, part)));
}
const parts = (text) => text.match(/[^.!?。]*[.!?。]*["”’]*\s*/g)?.filter(Boolean) ?? [];

/** What was really sent with the take in hand. */
function sentPanel(app, asked) {
  const { sent } = asked;
  if (!sent) return h("p.quiet", { key: "sent" }, t("Nothing has been sent yet: there is no take."));
  const facts = [[t("Seed"), sent.seed], [t("Size"), `${sent.width} × ${sent.height}`], [t("Frames"), sent.frames], [t("Memories"), sent.slots], [t("Camera"), sent.engine], [t("Written by"), sent.writer]];
  const same = sent.caption === asked.asked.caption;
  return h("details.sheet-box.sent", { key: `sent ${sent.take}` },
    h("summary", {}, h("h3", {}, t("What was really sent with {take}", { take: version(sent.take) })),
      h("span.quiet", {}, same ? t("the same words as are planned now") : t("other words than are planned now"))),
    h("dl.sent-facts", {}, facts.filter(([, value]) => value !== "").map(([name, value]) => [h("dt", {}, name), h("dd", {}, String(value))])),
    sent.differences.length ? [h("h3", {}, t("What the plan says now instead")), differences(sent.differences)] : null,
    h("p.row", {}, h("span.quiet", {}, t("{n} characters", { n: sent.count.toLocaleString() })), h("span.grow", {}),
      navigator.clipboard ? h("button.small", { onclick: async () => { await navigator.clipboard.writeText(sent.caption); app.say(t("Copied.")); } }, t("Copy")) : null),
    h("p.prose", {}, sent.caption));
}
