// The frame of the studio: where the guest is, what has changed, and the room in hand.
import { Away, Refused, call, media, stream, upload } from "./core/api.js";
import { h, renew } from "./core/dom.js";
import * as keys from "./core/keys.js";
import { LANGUAGES, language, preferred, speak, t } from "./core/words.js";
import { duration } from "./core/format.js";
import films from "./rooms/films.js";
import director from "./rooms/director.js";
import board from "./rooms/board.js";
import shot from "./rooms/shot.js";
import cast from "./rooms/cast.js";
import cut from "./rooms/cut.js";
import journal from "./rooms/journal.js";
import settings from "./rooms/settings.js";

const ROOMS = { films, board, shot, cast, cut, journal, settings, director };
const TABS = ["board", "shot", "cast", "cut", "journal", "settings"];
const PULSE = 1000;

/** What a room is given. `where` is the address: film, room, shot, take. `kept` lives as long as the page. */
const app = {
  where: {}, kept: new Map(), pulse: null, t, call, stream, upload, media,
  /** Go somewhere: go({room: "shot", shot: "LAMP_010_0020"}); the rest stays. */
  go(change, { replace = false } = {}) {
    const next = { ...app.where, ...change };
    if (change.film !== undefined && change.film !== app.where.film) { delete next.shot; delete next.take; Object.assign(next, change); }
    history[replace ? "replaceState" : "pushState"](null, "", address(next));
    return arrive();
  },
  /** Do something the guest asked for: what goes wrong is said, and the page shows the rows afterwards. */
  async act(doing, done = "") {
    try {
      const result = await doing();
      if (done) app.say(typeof done === "function" ? done(result) : done);
      await refresh();
      return result ?? true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      app.say(error.message, "refused");
      return null;
    }
  },
  /** Say something in passing. */
  say(words, kind = "done") {
    const toast = h(`p.toast.${kind}`, { role: kind === "refused" ? "alert" : null }, h("span", {}, words),
      h("button.plain", { "aria-label": t("Dismiss"), onclick: () => toast.remove() }, "×"));
    document.getElementById("toasts").append(toast);
    if (kind !== "refused") setTimeout(() => toast.remove(), 6000);
  },
  refresh,
  undo: () => app.act(() => call("undo", { film: app.where.film }), (done) => t("Taken back: {words}", { words: done.words })),
  redo: () => app.act(() => call("redo", { film: app.where.film }), (done) => t("Done again: {words}", { words: done.words })),
};

let data = {}, chat = {}, turn = 0;

/** The address of a place: everything that a reload or a second tab must show again. */
function address(where) {
  const named = ["film", "room", "shot", "take"].filter((key) => where[key]).map((key) => [key, where[key]]);
  return `?${new URLSearchParams(named)}`;
}

async function arrive() {
  const query = Object.fromEntries(new URLSearchParams(location.search));
  const moved = query.room !== app.where.room || query.film !== app.where.film || query.shot !== app.where.shot;
  app.where = { ...query, room: query.film ? (query.room in ROOMS ? query.room : "board") : query.room === "settings" ? "settings" : "films" };
  await refresh();
  if (moved) { window.scrollTo(0, 0); document.title = [app.where.shot ?? "", app.pulse?.title ?? "", "Dailies"].filter(Boolean).join(" · "); }
}

/** Read the room's rows again and show them. */
async function refresh() {
  const mine = ++turn, room = ROOMS[app.where.room];
  try {
    const film = app.where.film;
    // The pulse before the rows: what changes while they are read is seen by the next beat.
    const pulse = film ? await call("pulse", { film }) : await call("stirring");
    const [fresh, talk] = await Promise.all([room === director ? {} : room.load(app), film ? director.load(app) : {}]);
    if (mine !== turn) return;
    data = fresh; chat = talk; app.pulse = film ? pulse : null; app.stamp = `${film ?? ""} ${pulse.stamp}`;
    show();
  } catch (error) {
    if (mine !== turn) return;
    if (!(error instanceof Refused)) throw error;
    lost(error.message);
  }
}
app.redraw = () => show();

function lost(words) {
  renew(document.getElementById("app"), bar(), h("main.lost", { id: "main", tabindex: -1 }, h("h1", {}, t("Nothing to see here")), h("p", {}, words),
    h("p", {}, h("button.primary", { onclick: () => app.where.film ? app.go({ film: "", room: "films", shot: "" }) : location.reload() }, app.where.film ? t("All films") : t("Try again")))));
}

function show() {
  const room = ROOMS[app.where.room], film = app.where.film;
  const main = h("main", { id: "main", tabindex: -1, class: `room-${app.where.room}` }, room === director ? null : room.view(data, app));
  const aside = film ? h("aside.director", { "aria-label": t("Director"), class: app.where.room === "director" ? "front" : "" }, director.view(chat, app)) : null;
  renew(document.getElementById("app"), bar(), film ? h("div.desk", { class: app.where.room === "director" ? "talking" : "" }, aside, main) : main);
  document.body.dataset.room = app.where.room;
  const nav = document.querySelector(".bar nav"), now = nav?.querySelector("[aria-current]");
  if (now && nav.scrollWidth > nav.clientWidth) nav.scrollLeft = now.offsetLeft - nav.offsetLeft - nav.clientWidth / 3;
  director.shown?.(app);
  if (room !== director) room.shown?.(data, app);
  keys.bind([...(room.keys?.(data, app) ?? []), ...always()]);
}

function always() {
  const film = app.where.film;
  return [
    ...(film ? TABS.map((name, place) => ({ keys: [String(place + 1)], label: t(ROOMS[name].title), run: () => app.go({ room: name }) })) : []),
    ...(film ? [{ keys: ["c"], label: t("Talk to the director"), run: () => director.focus(app) },
      { keys: ["Ctrl+z", "u"], label: t("Undo"), run: app.undo }, { keys: ["Ctrl+Z", "Ctrl+y"], label: t("Redo"), run: app.redo }] : []),
    { keys: ["?"], label: t("This list"), run: keys.list },
  ];
}

function bar() {
  const film = app.where.film, pulse = app.pulse;
  return h("header.bar", { key: "bar" },
    h("a.brand", { href: "/", "aria-label": t("Dailies, all films"), onclick: (event) => { event.preventDefault(); app.go({ film: "", room: "films", shot: "", take: "" }); } },
      h("img", { src: "/page/icon.svg", alt: "", width: 26, height: 26 }), h("span", {}, "Dailies")),
    film && pulse ? h("span.title", { title: film }, pulse.title) : null,
    film ? h("nav", { "aria-label": t("Rooms") }, h("a.tab.tab-director", tab("director"), t("Director")), TABS.map((name) => h("a.tab", tab(name), t(ROOMS[name].title)))) : h("span.grow", {}),
    film && pulse?.work ? working(pulse.work) : null,
    h("span.tools", {},
      h("select", { "aria-label": t("Language"), onchange: async (event) => { await speak(event.target.value); show(); } },
        Object.entries(LANGUAGES).map(([code, name]) => h("option", { value: code, selected: code === language }, name))),
      h("button.plain", { "aria-label": t("Light or dark"), title: t("Light or dark"), onclick: shade }, "◐"),
      h("button.plain", { "aria-label": t("Keyboard"), title: t("Keyboard") + " (?)", onclick: keys.list }, "⌨"),
      film ? null : h("a.tab", tab("settings"), t("Settings"))));
}

function tab(name) {
  return { href: address({ ...app.where, room: name }), "aria-current": app.where.room === name ? "page" : null, onclick: (event) => { if (event.ctrlKey || event.metaKey) return; event.preventDefault(); app.go({ room: name }); } };
}

/** How far the work on the film is, with the time left and a way to stop it. */
function working(work) {
  const share = work.total ? work.done / work.total : null;
  return h("span.working", { role: "status" },
    h("span.doing", {}, t(work.words), work.shot ? ` ${work.shot}` : ""),
    h("progress", { max: 1, value: share ?? undefined, "aria-label": t("Progress") }),
    work.left === null ? null : h("span.left", {}, t("{time} left", { time: duration(work.left) })),
    work.running ? h("button.small", { onclick: () => app.act(() => call("stop", { film: app.where.film }), t("It stops after the frame in hand; what is rendered is kept.")) }, t("Stop")) : null);
}

function shade() {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("dailies.theme", document.documentElement.dataset.theme);
}

/** Ask whether anything has changed, by anybody, and show it then; mere progress renews the bar alone. */
async function beat() {
  const film = app.where.film;
  try {
    if (!document.hidden) {
      const fresh = film ? await call("pulse", { film }) : await call("stirring");
      if (film === app.where.film) {
        const key = `${film ?? ""} ${fresh.stamp}`;
        const stirred = app.stamp !== key;
        app.stamp = key;
        if (stirred) await refresh();
        else if (film && JSON.stringify(fresh.work) !== JSON.stringify(app.pulse?.work)) { app.pulse = fresh; show(); }
      }
    }
    away(false);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    away(error instanceof Away);
  } finally {
    setTimeout(beat, PULSE);
  }
}

let gone = false;
function away(now) {
  if (now === gone) return;
  gone = now;
  document.body.classList.toggle("away", now);
  if (now) app.say(t("The studio does not answer. The page goes on by itself when it does; nothing that was saved is lost."), "refused");
  else { document.querySelectorAll(".toast.refused").forEach((one) => one.remove()); app.say(t("The studio answers again.")); refresh(); }
}

const theme = localStorage.getItem("dailies.theme");
if (theme) document.documentElement.dataset.theme = theme;
window.addEventListener("popstate", arrive);
await speak(preferred());
await arrive();
setTimeout(beat, PULSE);
