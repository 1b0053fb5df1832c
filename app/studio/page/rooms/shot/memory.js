// The seven memories of a take: what it was given, from where and why; each can be kept, switched off or swapped.
import { h } from "../../core/dom.js";
import { version } from "../../core/format.js";
import { t } from "../../core/words.js";
import { shotLink } from "./condition.js";
import { pickTake } from "./memory_picker.js";
import { isPlaying, playWindow } from "./memory_sound.js";

// said below
const KINDS = { fixed: "keeps a person", dynamic: "recalled for this shot", native: "by rule" };
// said: prop | costume | character | scene | narrative | action flow

/** All memories of the take in hand, what it does not remember, and what counts for the next. */
export function memoryPanel(data, app) {
  const { memory, sent, shot } = data.asked;
  return h("section.memory", { key: `memory ${shot}`, "aria-label": t("What it remembers") },
    h("h2", {}, sent ? t("What {take} remembers", { take: version(sent.take) }) : t("What it will remember"),
      h("span.quiet", {}, sent ? ` ${t("{n} of {most}", { n: memory.slots.length, most: memory.most })}` : "")),
    memory.policy === "none" ? h("p.quiet", {}, t("This film remembers nothing: its memory is switched off.")) : null,
    memory.slots.length ? h("ol.slots", {}, memory.slots.map((slot) => card(data, app, slot)))
      : h("p.quiet", {}, sent ? t("Nothing: no earlier shot has to do with it.") : t("Memories are chosen when the take is made.")),
    decided(data, app),
    memory.left_out.length ? h("details.left-out", { key: "left out" }, h("summary", {}, t("Left out, and why ({n})", { n: memory.left_out.length })), h("ul.reasons", {}, memory.left_out.map((words) => h("li", {}, words)))) : null);
}

function card(data, app, slot) {
  const take = slot.shot ? version(slot.take) : "", number = slot.ordinal + 1;
  return h("li.slot", { key: `slot ${number} ${slot.shot} ${slot.take}`, class: slot.off !== null ? "off" : slot.pinned !== null ? "pinned" : "" },
    slot.picture ? h("img", { src: app.media(app.where.film, slot.picture, 320), alt: slot.name ? t("How {name} is remembered", { name: slot.name }) : t("What is remembered"), loading: "lazy", width: 320, height: 184 }) : h("div.blank", {}),
    h("div.told", {},
      h("p", {}, h("strong", {}, slot.name ? t("{n}: {name}", { n: number, name: slot.name }) : String(number)), h("span.quiet", {}, t(KINDS[slot.kind]))),
      h("p", {}, slot.shot ? shotLink(app, slot.shot, take, `${slot.shot} ${take}`) : t("{name}'s card, version {n}", { name: slot.name, n: slot.take }),
        slot.shot ? h("span.quiet", {}, ` ${t("frame {n}", { n: slot.frame })}`) : null),
      h("p.words", {}, slot.words),
      h("p", {}, standing(slot)),
      score(slot),
      slot.voice ? sound(app, data.asked.shot, slot) : null,
      changing(data, app, slot)));
}

/** Whether what is remembered is still what the film shows, and what was decided of it. */
function standing(slot) {
  if (slot.off !== null) return h("span.mark-off", {}, t("switched off: counts for the next take"), slot.off ? ` · ${slot.off}` : "");
  const still = slot.now === "stands" ? h("span.good", {}, t("still stands"))
    : slot.now === "left out" ? h("span.fault", {}, t("its shot is left out of the film"))
      : slot.now === "gone" ? h("span.fault", {}, t("it is there no more"))
        : h("span.fault", {}, t("replaced by {take}", { take: slot.now }));
  return [slot.pinned !== null ? h("span.mark-pinned", {}, t("pinned"), slot.pinned ? `: ${slot.pinned}` : "", " · ") : null, still];
}

function score(slot) {
  const parts = Object.entries(slot.parts).filter(([, value]) => value >= 0.005).sort((a, b) => b[1] - a[1]);
  if (slot.kind === "native" || !parts.length) return null;
  const most = Math.max(...parts.map(([, value]) => value));
  return h("details.score", { key: "score" }, h("summary", {}, slot.kind === "fixed" ? t("Score as a memory of this shot") : t("Score {n}", { n: slot.score.toFixed(2) })),
    h("dl", {}, parts.map(([name, value]) => [h("dt", {}, t(name)), h("dd", {}, h("span.bar-of", { style: { width: `${Math.round((100 * value) / most)}%` } }), h("span", {}, value.toFixed(2)))])));
}

function sound(app, shot, slot) {
  const name = `${shot} ${slot.ordinal}`, on = isPlaying(name), seconds = slot.end - slot.start;
  return h("button.small", { "aria-pressed": String(on), onclick: () => playWindow(name, app.media(app.where.film, slot.voice), slot.start, slot.end, app.redraw) },
    on ? t("Stop the voice") : seconds > 0 ? t("Hear the voice ({s} s)", { s: seconds.toFixed(1) }) : t("Hear the voice"));
}

/** What can be done about a memory; the words why go with whatever is done. */
function changing(data, app, slot) {
  const { shot } = data.asked, film = app.where.film, key = `why ${film} ${shot} ${slot.ordinal}`;
  const why = () => app.kept.get(key) ?? "", source = { film, shot, source: slot.shot, take: version(slot.take) };
  const act = (name, given, words) => async () => { if (await app.act(() => app.call(name, given()), words)) app.kept.delete(key); app.redraw(); };
  const next = t("It counts for the next take.");
  const decide = slot.shot === "" ? h("p.quiet", {}, t("It comes from the card: change that in Cast and places.")) : [
    h("label", {}, h("span", {}, t("Why (if you like)")), h("input", { value: why(), maxlength: 300, oninput: (event) => app.kept.set(key, event.target.value) })),
    h("div.row", {},
      slot.pinned !== null || slot.off !== null
        ? h("button.small", { onclick: act("unpin_memory", () => source, next) }, slot.off !== null ? t("Switch it on again") : t("Unpin"))
        : h("button.small", { onclick: act("pin_memory", () => ({ ...source, why: why(), character: slot.character }), next) }, t("Pin")),
      slot.off === null ? h("button.small", { onclick: act("switch_memory_off", () => ({ ...source, why: why() }), next) }, t("Switch off")) : null,
      h("button.small", { onclick: () => pickTake(app, shot, t("Remember instead of {shot}", { shot: `${slot.shot} ${version(slot.take)}` }), slot,
        (one) => act("swap_memory", () => ({ ...source, other: one.shot, other_take: version(one.take), why: why(), character: slot.character }), next)()) }, t("Swap…")))];
  return h("details.changing", { key: "changing" }, h("summary", {}, t("Change…")), decide, slot.character ? upload(app, shot, slot) : null);
}

/** A picture of one's own stands for a person: it goes on their card. */
function upload(app, shot, slot) {
  const bring = (file) => app.act(async () => {
    const token = await app.upload(file);
    return app.stream("give_reference", { film: app.where.film, character: slot.character, upload: token, what: "picture", from_shot: shot });
  }, t("It is on {name}'s card from this shot on, and counts for the next take.", { name: slot.name }));
  return h("label.button.small", {}, t("Replace by a picture of {name}…", { name: slot.name }),
    h("input.away", { type: "file", accept: ".png,.jpg,.jpeg,.webp", onchange: async (event) => { const file = event.target.files[0]; event.target.value = ""; if (file) await bring(file); } }));
}

/** What the guest decided for this shot, and how to get a take that heeds it. */
function decided(data, app) {
  const { memory, shot, sent } = data.asked, film = app.where.film;
  if (!memory.earlier) return h("p.quiet", {}, t("It is the first shot: there is nothing before it to remember."));
  const heeded = (one) => (one.never ? !memory.slots.some((slot) => slot.shot === one.shot) : memory.slots.some((slot) => slot.shot === one.shot && slot.take === one.take));
  const more = () => pickTake(app, shot, t("Remember another take"), null, (one) => app.act(() => app.call("pin_memory", { film, shot, source: one.shot, take: version(one.take) }), t("It counts for the next take.")));
  const waits = sent && memory.decided.some((one) => !heeded(one));
  return h("div.decided", {},
    memory.decided.length ? h("ul", {}, memory.decided.map((one) => h("li", { key: `${one.shot} ${one.take} ${one.never}` },
      one.still ? h("img", { src: app.media(film, one.still, 160), alt: "", width: 64, height: 37 }) : null,
      h("span.grow", {}, h("strong", {}, one.never ? t("Off") : t("Pinned")), " ", shotLink(app, one.shot, version(one.take), `${one.shot} ${version(one.take)}`),
        one.why ? ` · ${one.why}` : "", heeded(one) ? null : h("em", {}, ` · ${t("counts for the next take")}`)),
      h("button.small", { onclick: () => app.act(() => app.call("unpin_memory", { film, shot, source: one.shot, take: version(one.take) }), t("It is left to recall again.")) }, one.never ? t("Switch it on again") : t("Unpin"))))) : null,
    h("div.row", {},
      h("button.small", { onclick: more }, t("Remember another take…")),
      waits ? h("button.small.primary", { onclick: () => app.act(() => app.call("retake", { film, shot, same_seed: true }), (done) => t(done.work)) }, t("New take with these memories, same seed")) : null));
}
