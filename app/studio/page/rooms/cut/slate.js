// What stands for a shot that has no take yet: the plan's words, for as long as it is planned.
import { h } from "../../core/dom.js";
import { duration } from "../../core/format.js";
import { t } from "../../core/words.js";

export const slate = (shot, fps) => h("div.slate", {},
  h("p.clapper", { "aria-hidden": true }),
  h("p.code", {}, shot.code),
  h("p.facts", {}, [t("no take yet"), shot.camera, duration(shot.frames / fps)].join(" · ")),
  h("p.action", {}, shot.action),
  shot.lines.map((line) => h("p.line", {}, h("b", {}, line.who), ` ${line.text}`)));
