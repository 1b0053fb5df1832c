// The list of films, and a new one.
import { h } from "../core/dom.js";
import { duration, moment } from "../core/format.js";
import { t } from "../core/words.js";

// said below
const STATES = { planning: "planning", rendering: "at work", finished: "finished", interrupted: "interrupted", failed: "failed", cancelled: "stopped" };

export default {
  title: "Films",
  load: (app) => app.call("films"),
  view: (data, app) => [
    h("h1", {}, t("Your films")),
    data.may_make ? maker(data, app) : null,
    data.films.length ? h("ul.films", {}, data.films.map((film) => card(film, app)))
      : h("p.quiet", {}, t("No films yet. Tell an idea above, or take an example: it is drawn as an animatic on this machine, without a key or a GPU.")),
  ],
};

function card(film, app) {
  return h("li.film", { key: film.code },
    h("a", { href: `?film=${film.code}`, onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); app.go({ film: film.code, room: "board" }); } },
      film.poster ? h("img", { src: app.media(film.code, film.poster, 640), alt: "", loading: "lazy" }) : h("span.blank", {}, film.code),
      h("strong", {}, film.title),
      h("span.quiet", {}, [film.shots ? t("{n} shots", { n: film.shots }) : null, film.shots ? duration(film.seconds) : null, moment(film.created)].filter(Boolean).join(" · ")),
      h(`span.state.${film.state.split(" ")[0]}`, {}, t(STATES[film.state] ?? film.state))));
}

function maker(data, app) {
  const form = app.kept.get("new film") ?? { idea: "", title: "", style: "", engine: data.engine, ask: true };
  app.kept.set("new film", form);
  const begin = (given) => app.act(async () => {
    const made = await app.call("make", { title: form.title, style: form.style, engine: form.engine, ask: form.ask, ...given });
    app.kept.delete("new film");
    await app.go({ film: made.film, room: "board" });
  });
  return h("section.maker", { "aria-label": t("A new film") },
    h("label", { for: "idea" }, t("What is the film about?")),
    h("textarea", { id: "idea", rows: 3, value: form.idea, placeholder: t("An idea in your words, or a whole screenplay"), oninput: (event) => { form.idea = event.target.value; } }),
    h("div.row", {},
      h("button.primary", { onclick: () => begin({ idea: form.idea }) }, t("Make the film")),
      h("label.button", {}, t("Bring a screenplay…"),
        h("input.away", { type: "file", accept: ".fountain,.fdx,.txt,.md", onchange: async (event) => { const file = event.target.files[0]; event.target.value = ""; if (file) await begin.call(null, { upload: await app.act(() => app.upload(file)) }); } })),
      h("span.grow", {}),
      data.examples.map((one) => h("button.small", { title: one.words, onclick: () => begin({ example: one.name }) }, t("Example: {name}", { name: one.name })))),
    h("details", {}, h("summary", {}, t("Choices")),
      h("div.fields", {},
        field(t("Title"), h("input", { value: form.title, placeholder: t("The screenplay's own"), oninput: (event) => { form.title = event.target.value; } })),
        field(t("Look"), h("input", { value: form.style, placeholder: t("for example: ink and wash, or film noir"), oninput: (event) => { form.style = event.target.value; } })),
        field(t("Camera"), h("select", { onchange: (event) => { form.engine = event.target.value; } }, data.engines.map((one) => h("option", { value: one.name, disabled: !one.ready, selected: one.name === form.engine }, `${one.name}: ${one.words}`)))),
        h("label.check", {}, h("input", { type: "checkbox", checked: form.ask, onchange: (event) => { form.ask = event.target.checked; } }), t("Show me the story and the shot list before anything is rendered")))));
}

const field = (name, input) => h("label", {}, h("span", {}, name), input);
