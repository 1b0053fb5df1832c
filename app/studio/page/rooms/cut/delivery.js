// What was delivered: whether it is still the film, what each file is for, and a new cut.
import { h } from "../../core/dom.js";
import { duration, moment } from "../../core/format.js";
import { t } from "../../core/words.js";

export function delivery(data, app) {
  const cut = data.delivered, film = app.where.film, work = app.pulse?.work;
  return h("section.delivery", { key: "delivery", "aria-labelledby": "delivery" },
    h("h2", { id: "delivery" }, t("Export")),
    h("p", { class: cut?.stale ? "older" : "" }, standing(cut, data)),
    work ? progress(work) : null,
    h("div.row", {},
      h("button", { class: cut && !cut.stale && !data.missing ? "" : "primary", disabled: !!work, onclick: () => app.act(() => app.call("export", { film }), (done) => (done.begun ? t("It is being cut: the bar above shows how far it is.") : t("The worker is at this film already: it cuts at the end."))) },
        data.missing ? t("Render what is missing, cut and export") : t("Cut and export")),
      cut?.files.length ? h("a.button", { href: `/delivered/${encodeURIComponent(film)}/all.zip`, download: "" }, t("Everything as one zip ({size})", { size: size(cut.size) })) : null),
    cut?.files.length ? files(cut, film) : null);
}

function standing(cut, data) {
  if (!cut) return t("Not cut yet. The film can be watched above all the same; a cut makes one file of it, with subtitles and papers.");
  const facts = t("Cut {n}, {when}: {shots} shots, {length}.", { n: cut.number, when: moment(cut.at), shots: cut.shots, length: duration(cut.frames / data.fps) });
  if (!cut.files.length) return `${facts} ${t("Its folder is not there any more: cut the film again.")}`;
  return cut.stale ? `${facts} ${t("The film has changed since: cut again to deliver it as it plays above.")}` : `${facts} ${t("It is the film as it plays above.")}`;
}

function progress(work) {
  const share = work.total ? work.done / work.total : null;
  return h("p.making", { role: "status" }, h("span", {}, t(work.words), work.shot ? ` ${work.shot}` : ""),
    h("progress", { max: 1, value: share ?? undefined, "aria-label": t("Progress of the export") }),
    !(work.left >= 0.5) ? null : h("span.quiet", {}, t("{time} left", { time: duration(work.left) })));
}

function files(cut, film) {
  return h("div.files", {},
    h("table", {},
      h("thead", {}, h("tr", {}, [t("File"), t("What it is for"), t("Size")].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, cut.files.map((file) => h("tr", { key: file.name },
        h("td", {}, h("a", { href: `/delivered/${encodeURIComponent(film)}/${encodeURIComponent(file.name)}`, download: "" }, file.name)),
        h("td", {}, t(file.words)), h("td.size", {}, size(file.size)))))),
    cut.more ? h("p.quiet", {}, t("The zip also holds {n} sheets, one a shot: what was sent to the camera, and what it remembers and why.", { n: cut.more })) : null);
}

const size = (bytes) => (bytes < 1e6 ? t("{n} kB", { n: Math.max(1, Math.round(bytes / 1e3)) }) : t("{n} MB", { n: (bytes / 1e6).toFixed(1) }));
