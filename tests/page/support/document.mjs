// As much of a document as Preact draws into: elements with attributes, children, events and text. No layout; a selector is tag, class, id
// and attributes of an element, behind those of elements around it; or several of them with commas between.

/** Listeners by name, in the order in which they were added. */
export class Events {
  #listeners = new Map();

  addEventListener(name, listen) {
    this.#listeners.set(name, new Set([...(this.#listeners.get(name) ?? []), listen]));
  }

  removeEventListener(name, listen) {
    this.#listeners.get(name)?.delete(listen);
  }

  /** Calls the listeners, and those of what is around, unless one stops that. */
  dispatchEvent(event) {
    event.target ??= this;
    for (const listen of [...(this.#listeners.get(event.type) ?? [])]) listen.call(this, event);
    if (!event.stopped) this.parentNode?.dispatchEvent(event);
    return !event.defaultPrevented;
  }
}

class Node extends Events {
  childNodes = [];
  parentNode = null;

  get firstChild() {
    return this.childNodes[0] ?? null;
  }

  get nextSibling() {
    const around = this.parentNode?.childNodes ?? [];
    return around[around.indexOf(this) + 1] ?? null;
  }

  get ownerDocument() {
    return globalThis.document;
  }

  get textContent() {
    return this.childNodes.map((one) => one.textContent).join("");
  }

  contains(other) {
    return other === this || this.childNodes.some((one) => one.contains(other));
  }

  insertBefore(one, before) {
    one.remove();
    const at = before ? this.childNodes.indexOf(before) : this.childNodes.length;
    this.childNodes.splice(at, 0, one);
    one.parentNode = this;
    return one;
  }

  appendChild(one) {
    return this.insertBefore(one, null);
  }

  removeChild(one) {
    this.childNodes.splice(this.childNodes.indexOf(one), 1);
    one.parentNode = null;
    return one;
  }

  remove() {
    this.parentNode?.removeChild(this);
  }
}

class Text extends Node {
  nodeType = 3;

  constructor(data) {
    super();
    this.data = String(data);
  }

  get textContent() {
    return this.data;
  }
}

const PART = /^([a-z][\w-]*)?((?:[.#][\w-]+|\[[^\]]+\])*)$/i;

class Element extends Node {
  nodeType = 1;
  style = { setProperty() {} };
  onclick = null; // Preact looks here whether an event has a small letter
  onkeydown = null;
  #values = new Map();

  constructor(name, space) {
    super();
    this.localName = name;
    this.namespaceURI = space;
  }

  get attributes() {
    return [...this.#values].map(([name, value]) => ({ name, value }));
  }

  get id() {
    return this.getAttribute("id") ?? "";
  }

  get dataset() {
    return Object.fromEntries([...this.#values].flatMap(([name, value]) => (name.startsWith("data-") ? [[name.slice(5), value]] : [])));
  }

  getAttribute(name) {
    return this.#values.get(name) ?? null;
  }

  setAttribute(name, value) {
    this.#values.set(name, String(value));
  }

  removeAttribute(name) {
    this.#values.delete(name);
  }

  toggleAttribute(name, on) {
    if (on) this.setAttribute(name, "");
    else this.removeAttribute(name);
  }

  focus() {
    globalThis.document.activeElement = this;
  }

  matches(selector) {
    return selector.split(", ").some((one) => {
      const [own, ...around] = one.split(" ").reverse();
      return this.#is(own) && (!around.length || Boolean(this.parentNode?.closest?.(around.reverse().join(" "))));
    });
  }

  #is(selector) {
    const [, tag, rest] = PART.exec(selector);
    const has = (piece) => {
      if (piece[0] === ".") return (this.getAttribute("class") ?? "").split(" ").includes(piece.slice(1));
      if (piece[0] === "#") return this.id === piece.slice(1);
      const [name, value] = piece.slice(1, -1).split("=");
      return value ? this.getAttribute(name) === value.replaceAll('"', "") : this.#values.has(name);
    };
    return (!tag || tag === this.localName) && (rest.match(/[.#][\w-]+|\[[^\]]+\]/g) ?? []).every(has);
  }

  closest(selector) {
    return this.matches(selector) ? this : (this.parentNode?.closest?.(selector) ?? null);
  }

  querySelectorAll(selector) {
    return this.childNodes.flatMap((one) => (one instanceof Element ? [...(one.matches(selector) ? [one] : []), ...one.querySelectorAll(selector)] : []));
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
}

export class Document extends Node {
  documentElement = new Element("html");
  body = this.documentElement.appendChild(new Element("body"));
  activeElement = this.body;
  title = "";

  createElementNS(space, name) {
    if (name === "canvas") return { getContext: () => ({ measureText: (text) => ({ width: 6 * text.length }) }) };
    return new Element(name, space);
  }

  createElement(name) {
    return this.createElementNS(null, name);
  }

  createTextNode(data) {
    return new Text(data);
  }

  querySelector(selector) {
    return this.documentElement.querySelector(selector);
  }

  querySelectorAll(selector) {
    return this.documentElement.querySelectorAll(selector);
  }

  getElementById(id) {
    return this.querySelector(`#${id}`);
  }
}
