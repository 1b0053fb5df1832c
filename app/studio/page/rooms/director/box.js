// Where the guest says something: Enter sends, Shift+Enter begins a new line.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";
import { held } from "./held.js";
import { attach, put, say } from "./saying.js";

// said: make her coat red from shot 3 on | closer on 2 | shot 3 longer | shorter | swap 1 and 2 | retake 3
// said: why did you remember shot 1 in shot 3? | change the style to woodcut | undo
const SAYINGS = ["make her coat red from shot 3 on", "closer on 2", "shot 3 longer", "shorter", "swap 1 and 2", "retake 3", "why did you remember shot 1 in shot 3?", "change the style to woodcut", "undo"];

export function box(chat, app) {
  const mine = held(app);
  return h("form.talk-box", { key: "box", onsubmit: (event) => { event.preventDefault(); send(app); } },
    mine.help ? help(chat, app) : null,
    h("label", { key: "words" }, h("span.away", {}, t("Say something to the director")),
      h("textarea", {
        rows: 2, maxlength: 4000, value: mine.words, placeholder: t("Say what should be different…"),
        oninput: (event) => { mine.words = event.target.value; },
        onkeydown: (event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send(app);
        },
      })),
    h("div.row", { key: "row" },
      h("button.primary.small", { type: "submit", title: t("Enter sends, Shift+Enter begins a new line"), disabled: Boolean(mine.hearing) }, t("Send")),
      h("label.button.small", { title: [t("Notes, a bible, research: .txt, .md or .fountain"), ...chat.files].join("\n") }, chat.files.length ? t("Files ({n})", { n: chat.files.length }) : t("Attach…"),
        h("input.away", { type: "file", accept: ".txt,.md,.fountain", "aria-label": t("Attach a text file"), onchange: async (event) => {
          const file = event.target.files[0];
          event.target.value = "";
          if (file) await attach(app, file);
        } })),
      h("button.small.plain", { type: "button", "aria-expanded": String(mine.help), onclick: () => { mine.help = !mine.help; app.redraw(); } }, t("What can I say?"))));
}

function send(app) {
  const field = document.querySelector(".director .talk-box textarea"), words = field.value;
  if (!words.trim() || held(app).hearing) return;
  field.value = "";
  say(app, words);
}

function help(chat, app) {
  return h("div.talk-help", { key: "help" },
    h("p.quiet", {}, chat.model ? t("Say it in your own words. For example:") : t("No language model is set up, so the director follows set phrases. For example:")),
    h("p.talk-sayings", {}, SAYINGS.map((one) => t(one)).map((words) => h("button.small", { type: "button", onclick: () => { held(app).help = false; put(app, words); } }, words))),
    chat.files.length ? h("p.quiet", {}, t("It has read: {names}", { names: chat.files.join(", ") })) : null);
}
