import { h } from "../core/dom.js";
import { t } from "../core/words.js";

export default {
  title: "Film",
  async load(app) { return {}; },
  view(data, app) { return h("h1", {}, t("cut")); },
  focus(app) {},
};
