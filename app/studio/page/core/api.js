// Calling the doors of the studio: the same endpoints that anybody may call.

let listing;
async function parameters(name, given) {
  listing ??= fetch("/page/doors.json").then((reply) => reply.json());
  const door = (await listing)[name];
  if (!door) throw new Error(`there is no door ${name}`);
  const known = new Set(door.parameters.map((one) => one.name));
  for (const key of Object.keys(given)) if (!known.has(key)) throw new Error(`${name} takes no ${key}`);
  return door.parameters.map((one) => (given[one.name] === undefined ? one.default ?? null : given[one.name]));
}

/** What the guest can mend, in a sentence. */
export class Refused extends Error {}
/** The studio does not answer at all. */
export class Away extends Refused {}

async function post(path, data) {
  let reply;
  try {
    reply = await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ data }) });
  } catch {
    throw new Away("The studio does not answer. Is it still running? Nothing that was saved is lost.");
  }
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refused(body.error || body.detail || `The studio answered ${reply.status}.`);
  return body;
}

/** Call a door: await call("board", {film: "LAMP"}). */
export async function call(name, given = {}) {
  return (await post(`/doors/gradio_api/run/${name}`, await parameters(name, given))).data[0];
}

/** Call a door that answers piece by piece; `hear` gets every piece; gives the last. */
export async function stream(name, given, hear) {
  const { event_id } = await post(`/doors/gradio_api/call/${name}`, await parameters(name, given));
  const source = new EventSource(`/doors/gradio_api/call/${name}/${event_id}`);
  return new Promise((resolve, reject) => {
    let last = null;
    const take = (event) => { const [piece] = JSON.parse(event.data) ?? []; if (piece) { last = piece; hear?.(piece); } };
    source.addEventListener("generating", take);
    source.addEventListener("complete", (event) => { take(event); source.close(); resolve(last); });
    source.addEventListener("error", (event) => {
      source.close();
      let words = "The studio does not answer. Nothing that was saved is lost.";
      try { const said = JSON.parse(event.data ?? "null"); words = said?.error || said || words; } catch { /* the connection, not the door */ }
      reject(new Refused(words));
    });
  });
}

/** Bring a file; gives its name on the server, good for one door call. */
export async function upload(file) {
  const form = new FormData();
  form.append("file", file);
  const reply = await fetch("/upload", { method: "POST", body: form });
  const body = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refused(body.error || `The file was refused (${reply.status}).`);
  return body.upload;
}

/** Where a file of a film is. */
export const media = (film, sha256, width) => `/media/${encodeURIComponent(film)}/${sha256}${width ? `?w=${width}` : ""}`;
