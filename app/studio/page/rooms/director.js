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
    watch(talk, mine);
    const asked = talk.querySelector(".talk-card")?.dataset.key ?? "", fresh = asked !== mine.asked;
    mine.asked = asked;
    if (fresh) mine.spoke = false;
    if (fresh || mine.low) down(talk);
    mine.low = fresh || mine.low;
  },
};

/** The talk fills the window below the bar, however many lines that has, and keeps its newest in view. */
const sizes = new ResizeObserver((changed) => changed.forEach(({ target }) => {
  if (target.matches(".bar")) document.documentElement.style.setProperty("--bar", `${target.offsetHeight}px`);
  else if (target.mine.low) down(target);
}));
let watched = null;
function watch(talk, mine) {
  talk.mine = mine;
  if (talk === watched) return;
  sizes.disconnect();
  sizes.observe(watched = talk);
  sizes.observe(document.querySelector(".bar"));
}

/** As far down as it goes, but never past the head of what is new: an answer while one comes, else the card. */
function down(talk) {
  const answer = talk.querySelector(".talk-hearing") ?? (talk.mine.spoke ? talk.querySelector(".talk-log > :last-child") : null);
  const head = answer ?? talk.querySelector(".talk-card");
  talk.scrollTop = head ? head.offsetTop - 12 : talk.scrollHeight;
}

const low = (talk) => talk.scrollHeight - talk.scrollTop - talk.clientHeight < 60;
const field = () => document.querySelector(".director .talk-box textarea");
const seen = (element) => element && element.offsetParent !== null;
