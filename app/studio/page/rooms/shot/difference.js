// A difference in words: what was, and what is.
import { h } from "../../core/dom.js";
import { t } from "../../core/words.js";

// said: asked | made with | remembers | measured
// said: caption | action | length | camera | cuts | in frame | lines | props | sound | music | stays | fragments | scene | scene, light | scene, description | style
// said: seed | size | engine | written by | slots
export function differences(found) {
  const parts = Map.groupBy ? Map.groupBy(found, (one) => one.part) : grouped(found);
  return h("dl.differences", {}, [...parts].map(([part, fields]) => [
    h("dt.part", {}, t(part)),
    fields.map((one) => [
      h("dt", {}, t(one.field)),
      h("dd", {}, one.before.map((words) => h("del", {}, words)), one.after.map((words) => h("ins", {}, words)))]),
  ]));
}

function grouped(found) {
  const parts = new Map();
  for (const one of found) parts.set(one.part, [...(parts.get(one.part) ?? []), one]);
  return parts;
}
