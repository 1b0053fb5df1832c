import { h } from "../core/dom.js";
import { t } from "../core/words.js";

export default {
  title: "Board",
  async load(app) { return {}; },
  view(data, app) { return h("h1", {}, t("board")); },
  focus(app) {},
};
