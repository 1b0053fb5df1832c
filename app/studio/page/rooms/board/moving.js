// Moving a shot with the mouse: a card is dragged before or after another.
import { place } from "./doing.js";

const KIND = "application/x-dailies-shot";
let carried = null;

/** What makes a card one that can be dragged, and dropped on. */
export function dragging(shot, data, state, app) {
  return {
    draggable: "true",
    ondragstart: (event) => { carried = shot; event.dataTransfer.setData(KIND, shot.code); event.dataTransfer.effectAllowed = "move"; event.currentTarget.classList.add("carried"); },
    ondragend: (event) => { carried = null; event.currentTarget.classList.remove("carried"); unmark(); },
    ondragover: (event) => {
      if (!carried || carried.code === shot.code) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "move";
      const after = isAfter(event);
      event.currentTarget.classList.toggle("drop-after", after);
      event.currentTarget.classList.toggle("drop-before", !after);
    },
    ondragleave: (event) => { if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.classList.remove("drop-after", "drop-before"); },
    ondrop: (event) => {
      if (!carried) return;
      event.preventDefault();
      unmark();
      const gap = shot.position + (isAfter(event) ? 1 : 0);
      place(carried, gap > carried.position ? gap - 1 : gap, data, state, app);
    },
  };
}

/** True where the pointer is on the later half of a card: the right one, or the lower one where cards are rows. */
function isAfter(event) {
  const box = event.currentTarget.getBoundingClientRect();
  const rows = box.width > window.innerWidth / 2;
  return rows ? event.clientY > box.top + box.height / 2 : event.clientX > box.left + box.width / 2;
}

function unmark() {
  for (const one of document.querySelectorAll(".drop-after, .drop-before")) one.classList.remove("drop-after", "drop-before");
}
