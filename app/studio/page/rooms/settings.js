import { h } from "../core/dom.js";
import { t } from "../core/words.js";

export default {
  title: "Settings",
  async load(app) { return {}; },
  view(data, app) { return h("h1", {}, t("settings")); },
  focus(app) {},
};
