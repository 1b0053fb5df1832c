// A take to remember, chosen from those of the shots before.
import { h, renew } from "../../core/dom.js";
import { version } from "../../core/format.js";
import { t } from "../../core/words.js";

/** Ask for an earlier take; `chosen` is called with {shot, take}. `now` is what is remembered, or null: other takes of its shot
 *  come first. */
export async function pickTake(app, shot, title, now, chosen) {
  const found = await app.act(() => app.call("memory_choices", { film: app.where.film, shot }));
  if (!found) return;
  const others = found.takes.filter((one) => one.shot !== now?.shot || one.take !== now.take);
  const list = h("ul.choices"), say = h("p.quiet", { role: "status" });
  const close = () => dialog.close();
  const show = (words) => {
    const wanted = words.trim().toLowerCase();
    const fitting = others.filter((one) => `${one.shot} ${version(one.take)} ${one.people.join(" ")}`.toLowerCase().includes(wanted));
    const order = [...fitting.filter((one) => one.shot === now?.shot), ...fitting.filter((one) => one.shot !== now?.shot)];
    renew(list, order.map((one) => choice(app, one, () => { close(); chosen(one); })));
    say.textContent = order.length ? "" : t("No earlier take is called so.");
  };
  const dialog = h("dialog.sheet.memory-picker", { "aria-label": title, onclose: () => dialog.remove() },
    h("h2", {}, title),
    h("label", {}, h("span", {}, t("Find by shot or person")), h("input", { type: "search", oninput: (event) => show(event.target.value) })),
    say, list,
    h("div.row", {}, h("span.grow", {}), h("button", { onclick: close }, t("Cancel"))));
  show("");
  document.body.append(dialog);
  dialog.showModal();
}

const choice = (app, one, run) => h("li", { key: `${one.shot} ${one.take}` }, h("button.choice", { onclick: run },
  h("img", { src: app.media(app.where.film, one.still, 320), alt: "", loading: "lazy" }),
  h("strong", {}, `${one.shot} ${version(one.take)}`),
  h("span.quiet", {}, [one.circled ? t("circled") : "", one.people.join(", ")].filter(Boolean).join(" · "))));
