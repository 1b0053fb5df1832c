// What the page keeps of a talk between two refreshes: what is being typed, heard and chosen.

/** Of the film in hand. `hearing` is what is being said and answered; `drafts` are answers not yet given. */
export function held(app) {
  const key = `talk ${app.where.film}`;
  if (!app.kept.has(key)) app.kept.set(key, { words: "", hearing: null, drafts: {}, newest: 60, low: true, spoke: false, asked: "", help: false });
  return app.kept.get(key);
}

/** The draft of one answer. */
export function draft(app, key, fresh = {}) {
  return (held(app).drafts[key] ??= { ...fresh });
}
