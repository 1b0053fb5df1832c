import { h } from "../core/dom.js";
import { t } from "../core/words.js";

export default {
  title: "Shot",
  async load(app) { return {}; },
  view(data, app) { return h("h1", {}, t("shot")); },
  focus(app) {},
};
