// What the page keeps of a board beside its rows: filters, selection, the card in hand. One for each film.

/** The state of the film that is open. */
export function stateOf(app) {
  const name = `board ${app.where.film}`;
  if (!app.kept.has(name)) app.kept.set(name, fresh());
  return app.kept.get(name);
}

function fresh() {
  return {
    /** Filters: statuses that are shown (none: all), a person's tag, a scene's number, only stale, only noted. */
    statuses: new Set(), person: "", scene: "", stale: false, noted: false,
    selected: new Set(),
    /** The card the keyboard is at; the one a range is selected from; the one whose menu is open. */
    current: "", anchor: "", menu: "",
    /** What gets the focus once the rows are shown: a shot's code, and which part of its card. */
    wanted: null,
    clear() { this.statuses.clear(); Object.assign(this, { person: "", scene: "", stale: false, noted: false }); },
    filtered() { return this.statuses.size > 0 || this.person || this.scene || this.stale || this.noted; },
  };
}
