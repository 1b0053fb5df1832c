// The director: the talk about a film, beside every room of it.
import { h } from "../core/dom.js";
import { t } from "../core/words.js";
import { box } from "./director/box.js";
import { entries } from "./director/log.js";
import { linker } from "./director/mentions.js";
import { held } from "./director/held.js";
import { standing } from "./director/standing.js";

export default {
  title: "Director",
  load: (app) => app.call("director", { film: app.where.film, newest: held(app).newest }),
  view(chat, app) {
    const link = linker(chat.shots, app);
    return [
      h("h2.away", {}, t("Director")),
      h("div.talk", { tabindex: 0, role: "region", "aria-label": t("The talk"), onscroll: (event) => { held(app).low = low(event.target); } },
        entries(chat, app, link), standing(chat, app, link)),
      box(chat, app),
    ];
  },
  async focus(app) {
    if (!seen(field())) await app.go({ room: "director" });
    field()?.focus();
  },
  /** The newest stays in view, unless the guest has scrolled up to read; a new question is shown from its head. */
  shown(app) {
    const talk = document.querySelector(".director .talk"), mine = held(app);
    if (!talk) return;
    const card = talk.querySelector(".card"), asked = card?.dataset.key ?? "";
    const fresh = asked !== mine.asked;
    mine.asked = asked;
    if (fresh || mine.low) talk.scrollTop = Math.min(talk.scrollHeight, card ? card.offsetTop - talk.offsetTop - 12 : talk.scrollHeight);
    mine.low = fresh || mine.low;
  },
};

const low = (talk) => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 60;
const field = () => document.querySelector(".director .box textarea");
const seen = (element) => element && element.offsetParent !== null;
