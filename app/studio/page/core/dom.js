// Building and renewing the page. Text is always set as text, never as markup: a name can hold anything.

/** An element: h("button.primary", {onclick, title}, "Approve"). Falsy children are left out. */
export function h(kind, props, ...children) {
  const [tag, ...classes] = kind.split(".");
  const element = SVG.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag || "div");
  if (classes.length) element.setAttribute("class", classes.join(" "));
  for (const [name, value] of Object.entries(props ?? {})) put(element, name, value);
  append(element, children);
  return element;
}

const SVG = new Set(["svg", "path", "rect", "line", "circle", "g", "text", "title2", "polyline", "polygon"]);
/** Properties that are not attributes. */
const LIVE = new Set(["value", "checked", "disabled", "selected", "muted", "open"]);

function put(element, name, value) {
  if (name === "key") { element.dataset.key = value; return; }
  if (name.startsWith("on")) { element[name] = value; (element.handlers ??= new Set()).add(name); return; }
  if (name === "style") { for (const [key, one] of Object.entries(value)) key.startsWith("--") ? element.style.setProperty(key, one) : (element.style[key] = one); return; }
  if (name === "class") { if (value) element.classList.add(...String(value).split(" ").filter(Boolean)); return; }
  if (LIVE.has(name) && value === undefined) return;
  if (LIVE.has(name)) { element[name] = value; (element.live ??= new Set()).add(name); if (typeof value === "boolean") element.toggleAttribute(name, value); return; }
  if (value === false || value === null || value === undefined) return;
  element.setAttribute(name, value === true ? "" : value);
}

function append(element, children) {
  for (const child of children.flat(9)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Make what stands in `root` look like `wanted`, keeping elements that stay: focus, players and scrolling live on. */
export function renew(root, ...wanted) {
  match(root, wanted.flat(9).filter(Boolean));
}

function same(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName
    && (old.dataset?.key ?? "") === (fresh.dataset?.key ?? "");
}

function match(parent, fresh) {
  const keyed = new Map();
  for (const child of parent.childNodes) if (child.dataset?.key) keyed.set(child.dataset.key, child);
  let at = parent.firstChild;
  for (const node of fresh) {
    const known = node.dataset?.key ? keyed.get(node.dataset.key) : at;
    if (known && known.parentNode === parent && same(known, node)) {
      if (known !== at) parent.insertBefore(known, at);
      else at = at.nextSibling;
      become(known, node);
    } else {
      parent.insertBefore(node, at);
    }
  }
  while (at) { const next = at.nextSibling; at.remove(); at = next; }
}

function become(old, fresh) {
  if (old === fresh) return;
  if (old.nodeType !== Node.ELEMENT_NODE) { if (old.data !== fresh.data) old.data = fresh.data; return; }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "style" && !(name === "open" && !fresh.live?.has("open"))) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (name !== "style" && old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (fresh.dataset.own === undefined && old.style.cssText !== fresh.style.cssText) old.style.cssText = fresh.style.cssText;
  for (const name of old.handlers ?? []) old[name] = null;
  for (const name of fresh.handlers ?? []) old[name] = fresh[name];
  old.handlers = fresh.handlers;
  for (const name of fresh.live ?? []) if (!(document.activeElement === old && name === "value") && old[name] !== fresh[name]) old[name] = fresh[name];
  if (fresh.dataset.own !== undefined) return; // what is inside is the element's own business
  match(old, [...fresh.childNodes]);
}
