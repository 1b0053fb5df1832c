// Saying something to the director and hearing the answer come.
import { t } from "../../core/words.js";
import { held } from "./held.js";

/** Say it; the answer is heard piece by piece, and what could not be said stays in the box. */
export async function say(app, words) {
  const mine = held(app), film = app.where.film, said = words.trim();
  if (!said || mine.hearing) return;
  mine.hearing = { said, heard: "", after: mine.last };
  mine.words = "";
  mine.low = mine.spoke = true;
  app.redraw();
  const done = await app.act(async () => {
    try {
      return await app.stream("say", { film, words: said }, ({ piece }) => { if (piece) hear(mine, piece); });
    } finally {
      mine.hearing = null;
    }
  });
  if (done === null) { mine.words ||= said; app.redraw(); }
}

/** Put words into the box, to be looked at and sent. */
export function put(app, words) {
  held(app).words = words;
  app.redraw();
  const box = document.querySelector(".director .talk-box textarea");
  if (!box) return;
  box.value = words;
  box.focus();
}

/** Bring a text file for the director to know. */
export async function attach(app, file) {
  app.say(t("Reading {name}…", { name: file.name }));
  await app.act(async () => app.stream("attach", { film: app.where.film, upload: await app.upload(file) }),
    () => t("{name} is read: the director can quote it.", { name: file.name }));
}

/** Show a piece where it belongs without building the page anew. */
function hear(mine, piece) {
  mine.hearing.heard += piece;
  const shown = document.querySelector(".director .talk-hearing .talk-words"), talk = document.querySelector(".director .talk");
  if (!shown) return;
  shown.textContent = mine.hearing.heard;
  if (mine.low) talk.scrollTop = talk.scrollHeight;
}
