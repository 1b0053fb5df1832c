// What can be done with shots: each is one turn that undo takes back.
import { t } from "../../core/words.js";
import { passing } from "./filters.js";
import { insertForm, placeForm, splitForm } from "./forms.js";

const counted = (shots) => (shots.length === 1 ? shots[0].code : t("{n} shots", { n: shots.length }));
const send = (door, words) => (shots, data, state, app) => {
  if (!shots.length) return null;
  return app.act(() => app.call(door, { film: data.film, shots: shots.map((shot) => shot.code) }), t(words, { shots: counted(shots) }));
};
// said: Approved: {shots} | Another take is wanted: {shots} | Left out: {shots} | Back in the film: {shots}
const approve = send("approve_shots", "Approved: {shots}");
const retake = send("retake_shots", "Another take is wanted: {shots}");
const leave = send("omit_shots", "Left out: {shots}");
const restore = send("restore_shots", "Back in the film: {shots}");
// said: There is no take to approve yet. | There is no take yet: it is filmed with the next work anyway.
const none = (app, words) => { app.say(t(words), "refused"); return null; };

/** Everything by name; each takes the shots it is about. */
export const act = {
  open: ([shot], data, state, app) => app.go({ room: "shot", shot: shot.code, take: "" }),
  approve: (shots, data, state, app) => {
    const filmed = shots.filter((shot) => shot.take && shot.status !== "omit");
    return filmed.length ? approve(filmed, data, state, app) : none(app, "There is no take to approve yet.");
  },
  retake: (shots, data, state, app) => {
    const filmed = shots.filter((shot) => shot.take && shot.status !== "omit");
    return filmed.length ? retake(filmed, data, state, app) : none(app, "There is no take yet: it is filmed with the next work anyway.");
  },
  /** Leaves out; where all are left out already, takes back in. */
  omit: (shots, data, state, app) => {
    const inside = shots.filter((shot) => shot.status !== "omit");
    return inside.length ? leave(inside, data, state, app) : restore(shots, data, state, app);
  },
  before: ([shot], data, state, app) => insertForm(shot, true, data, state, app),
  after: ([shot], data, state, app) => insertForm(shot, false, data, state, app),
  split: ([shot], data, state, app) => splitForm(shot, data, state, app),
  place: ([shot], data, state, app) => placeForm(shot, data, state, app),
};

/** The shots that a key means: those selected, else the card in hand. */
export function meant(data, state) {
  const codes = state.selected.size ? state.selected : new Set([state.current]);
  return data.shots.filter((shot) => codes.has(shot.code));
}

/** Move a shot by so many places among those that are shown. */
export function move(shot, step, data, state, app) {
  const seen = data.shots.filter((one) => passing(one, state));
  const other = seen[seen.findIndex((one) => one.code === shot.code) + step];
  return other ? place(shot, other.position, data, state, app) : null;
}

/** Put a shot at a place, from 0; the card keeps the focus. */
export function place(shot, position, data, state, app) {
  if (position === shot.position) return null;
  state.wanted = { code: shot.code, part: ".open" };
  return app.act(() => app.call("move_shot", { film: data.film, shot: shot.code, to: position + 1 }), t("{shots} is now shot {n}", { shots: shot.code, n: position + 1 }));
}
