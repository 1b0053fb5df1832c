// What the guest has written into the fields and not saved: kept by shot, tried on the caption, saved as one turn.
import { Refused } from "../../core/api.js";
import { t } from "../../core/words.js";

const PAUSE = 250;

/** `base` is what a field held when it was first changed, `landed` what was saved and is not yet among the rows. */
export function draftOf(app, asked) {
  const key = `asked ${app.where.film} ${asked.shot}`;
  if (!app.kept.has(key)) app.kept.set(key, { fields: {}, base: {}, seen: asked.seen, reach: "here", preview: null, refused: "", saved: null, turn: 0 });
  const draft = app.kept.get(key);
  if (draft.landed && asked.seen >= draft.landed.seen) settle(draft);
  // Words of others that came in meanwhile are part of what would be asked: try again on them.
  if (isChanged(draft) && draft.tried !== asked.seen && !draft.timer) tryLater(app, asked, draft);
  return draft;
}

export const isChanged = (draft) => Object.keys(draft.fields).length > 0;
export const value = (draft, asked, name) => draft.fields[name] ?? asked.fields[name] ?? "";

/** Fields that others changed since, too. */
export const met = (draft, asked) => Object.keys(draft.fields).filter((name) => (asked.fields[name] ?? "") !== draft.base[name] && asked.fields[name] !== draft.fields[name]);

export function write(app, asked, draft, name, words) {
  const before = name in draft.fields;
  if (!isChanged(draft)) draft.seen = asked.seen;
  draft.base[name] ??= asked.fields[name] ?? "";
  draft.fields[name] = words;
  if (words === draft.base[name]) forget(draft, name);
  draft.saved = null;
  tryLater(app, asked, draft);
  if (before !== name in draft.fields) app.redraw();
}

/** Give up what was written into a field; or into all. */
export function discard(app, asked, draft, name) {
  for (const one of name ? [name] : Object.keys(draft.fields)) forget(draft, one);
  draft.refused = "";
  tryLater(app, asked, draft);
  app.redraw();
}

/** Keep one's own words beside what others wrote. */
export function insist(app, asked, draft, name) {
  draft.base[name] = asked.fields[name] ?? "";
  app.redraw();
}

function forget(draft, name) {
  delete draft.fields[name];
  delete draft.base[name];
}

/** Look what would be asked, when the guest pauses; nothing is saved by it. */
function tryLater(app, asked, draft) {
  clearTimeout(draft.timer);
  const mine = ++draft.turn, film = app.where.film;
  draft.tried = asked.seen;
  draft.timer = setTimeout(async () => {
    draft.timer = null;
    if (!isChanged(draft)) { draft.preview = null; draft.refused = ""; app.redraw(); return; }
    try {
      const preview = await app.call("preview_shot", { film, shot: asked.shot, fields: { ...draft.fields } });
      if (mine !== draft.turn) return;
      draft.preview = preview;
      draft.refused = "";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (mine !== draft.turn) return;
      draft.refused = error.message;
    }
    app.redraw();
  }, PAUSE);
}

/** Save it all as one turn; where others changed the same words since, it is refused with who and what. */
export async function save(app, asked, draft) {
  if (!isChanged(draft) || draft.saving) return;
  const seen = met(draft, asked).length ? draft.seen : asked.seen, fields = { ...draft.fields };
  draft.saving = true;
  app.redraw();
  await app.act(async () => { draft.landed = await app.call("change_shot", { film: app.where.film, shot: asked.shot, fields, reach: draft.reach, seen }); }, t("Saved. Nothing is rendered by it."));
  if (!draft.landed) draft.saving = false;
  app.redraw();
}

/** What was saved is among the rows that are shown: the fields show the rows again. */
function settle(draft) {
  clearTimeout(draft.timer);
  Object.assign(draft, { fields: {}, base: {}, preview: null, refused: "", saved: draft.landed, landed: null, saving: false, reach: "here", more: false, timer: null });
  draft.turn++;
}
