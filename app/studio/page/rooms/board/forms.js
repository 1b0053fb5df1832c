// The small forms of the board: a new shot, where a shot is divided, its new place.
import { Refused } from "../../core/api.js";
import { h } from "../../core/dom.js";
import { duration } from "../../core/format.js";
import { t } from "../../core/words.js";
import { place } from "./doing.js";

/** Put a shot in before or after another. */
export function insertForm(shot, before, data, state, app) {
  const given = { film: data.film, beside: shot.code, before, action: "", people: [], scale: "medium", seconds: 4 };
  const who = (tag) => (event) => { given.people = event.target.checked ? [...given.people, tag] : given.people.filter((one) => one !== tag); };
  ask(t("A new shot"), t("Put it in"), [
    field(t("Where"), h("select", { onchange: (event) => { given.before = event.target.value === "before"; } },
      h("option", { value: "before", selected: before }, t("before {code}", { code: shot.code })), h("option", { value: "after", selected: !before }, t("after {code}", { code: shot.code })))),
    field(t("What happens"), h("textarea", { rows: 3, required: true, maxlength: 1000, oninput: (event) => { given.action = event.target.value; } })),
    data.people.length ? h("fieldset", {}, h("legend", {}, t("Who is in frame, from left to right as you choose them")),
      data.people.map((one) => h("label.check", {}, h("input", { type: "checkbox", onchange: who(one.tag) }), one.name))) : null,
    h("div.fields", {},
      field(t("Size of shot"), h("select", { onchange: (event) => { given.scale = event.target.value; } }, data.scales.map((scale) => h("option", { value: scale, selected: scale === given.scale }, t(scale))))),
      field(t("Seconds"), h("input", { type: "number", min: 1, max: data.longest, step: "any", required: true, value: given.seconds, oninput: (event) => { given.seconds = event.target.valueAsNumber; } }))),
  ], () => made(app, state, "insert_shot", given, "Put in: {code}"));
}

/** Divide a shot at one of its lines, or in the middle. */
export function splitForm(shot, data, state, app) {
  const given = { film: data.film, shot: shot.code, line: 0, first: shot.action, second: shot.action };
  const at = (line, words) => h("label.check", {}, h("input", { type: "radio", name: "line", value: line, checked: line === 0, onchange: () => { given.line = line; } }), words);
  ask(t("Split {code}", { code: shot.code }), t("Split"), [
    h("p.quiet", {}, t("It lasts {time}. The first half keeps the code and the takes; the second waits to be filmed.", { time: duration(shot.seconds) })),
    h("fieldset", {}, h("legend", {}, t("Where")), at(0, t("In the middle, between two lines")),
      shot.said.map(([who, words], place) => at(place + 1, t("before {who}: “{words}”", { who, words: clipped(words) })))),
    field(t("What happens in the first half"), h("textarea", { rows: 2, maxlength: 1000, value: given.first, oninput: (event) => { given.first = event.target.value; } })),
    field(t("What happens in the second half"), h("textarea", { rows: 2, maxlength: 1000, value: given.second, oninput: (event) => { given.second = event.target.value; } })),
  ], () => made(app, state, "split_shot", given, "The second half is {code}"));
}

/** Put a shot at a place by its number. */
export function placeForm(shot, data, state, app) {
  let to = shot.position + 1;
  ask(t("Move {code}", { code: shot.code }), t("Move"), [
    field(t("Its place, from 1 to {n}", { n: data.shots.length }), h("input", { type: "number", min: 1, max: data.shots.length, step: 1, required: true, value: to, oninput: (event) => { to = event.target.valueAsNumber; } })),
  ], async () => () => place(shot, to - 1, data, state, app));
}

const field = (name, input) => h("label", {}, h("span", {}, name), input);
const clipped = (words) => (words.length > 60 ? `${words.slice(0, 57)}…` : words);

// said: Put in: {code} | The second half is {code}
/** Make a shot; gives what comes after the dialog: the page shows it, and it has the focus. */
async function made(app, state, door, given, words) {
  const { shot } = await app.call(door, given);
  return () => {
    state.wanted = { code: shot, part: ".open" };
    app.say(t(words, { code: shot }));
    return app.refresh();
  };
}

/** A dialog with fields; what the studio refuses is said in it, and what was typed stays. */
function ask(title, verb, fields, submit) {
  const fault = h("p.fault", { role: "alert" });
  const button = h("button.primary", { type: "submit" }, verb);
  const send = async (event) => {
    event.preventDefault();
    button.disabled = true;
    fault.textContent = "";
    try {
      const after = await submit();
      dialog.close();
      await after();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fault.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  };
  const before = document.activeElement;
  const dialog = h("dialog.ask", { "aria-label": title, onclose: () => { dialog.remove(); if (document.activeElement === document.body && before?.isConnected) before.focus(); } },
    h("h2", {}, title),
    h("form", { onsubmit: send }, fields, fault,
      h("div.row", {}, h("span.grow", {}), h("button", { type: "button", onclick: () => dialog.close() }, t("Cancel")), button)));
  document.body.append(dialog);
  dialog.showModal();
}
