// What the crew did between two turns, counted, in words.
import { t } from "../../core/words.js";

// said below
/** Commands worth a word, in the order they are told: one and several. */
const STEPS = [
  ["planning.create_film", "the film was begun", "the film was begun"],
  ["planning.write_story", "wrote the story", "wrote {n} stories"],
  ["planning.confirm_story", "the story was confirmed", "the story was confirmed"],
  ["planning.write_cast", "cast it", "cast it"],
  ["planning.write_scenes", "set the scenes", "set the scenes"],
  ["planning.write_shots", "wrote the shot list", "wrote the shot list {n} times"],
  ["planning.confirm_plan", "the shot list was confirmed", "the shot list was confirmed"],
  ["takes.finish_take", "rendered 1 take", "rendered {n} takes"],
  ["takes.reuse_clip", "took 1 clip that was there", "took {n} clips that were there"],
  ["takes.fail_take", "1 take failed", "{n} takes failed"],
  ["notes.add_note", "noted 1 thing", "noted {n} things"],
  ["notes.settle", "settled notes", "settled notes"],
  ["takes.approve", "1 take approved", "{n} takes approved"],
  ["retaking.circle_best", "circled the best take", "circled the best take of {n} shots"],
  ["takes.ask_retake", "asked for 1 retake", "asked for {n} retakes"],
  ["cuts.record_cut", "cut the film", "cut the film {n} times"],
  ["jobs.ask", "asked you for a word", "asked you for a word {n} times"],
];

/** {"takes.finish_take": 3} as ["rendered 3 takes"]. */
export function steps(counts) {
  return STEPS.filter(([name]) => counts[name]).map(([name, one, several]) => t(counts[name] === 1 ? one : several, { n: counts[name] }));
}
