// Words that are being changed: kept while the guest types, whatever else happens on the page.
import { h } from "../../core/dom.js";

/** A labelled field for a value; what is typed goes into the draft. */
export function saying({ id, label, name, value, kept, app, rows, begun }) {
  return h("label", { for: id }, h("span", {}, label),
    h(rows ? "textarea" : "input", { id, rows, value: kept.draft[name] ?? value, oninput: (event) => {
      const before = Object.keys(kept.draft).length;
      if (!before) begun?.();
      kept.draft[name] = event.target.value;
      if (event.target.value === value) delete kept.draft[name];
      if (before !== Object.keys(kept.draft).length) app.redraw();
    } }));
}

/** What differs from what is saved. */
export const changed = (kept, saved) => Object.fromEntries(Object.entries(kept.draft).filter(([name, value]) => value !== saved[name]));
