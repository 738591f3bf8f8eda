// The modules of the page as the server joins them into few files (service/api/http/shell/joined.py): each file defines some, and each
// module runs when it is first needed, once.
const makers = new Map(); // path → what runs the module and returns what it exports
const made = new Map();

/** The operations that joined files bring along: name → text. */
export const texts = {};

/** A module that two files have is defined by the one that comes first. */
export function define(path, make) {
  if (!makers.has(path)) makers.set(path, make);
}

export function need(path) {
  if (!made.has(path)) made.set(path, makers.get(path)());
  return made.get(path);
}

/** What `import()` is in a joined file: `file` has the module, unless it is here already. */
export async function load(path, file) {
  if (!makers.has(path)) await import(file);
  return need(path);
}

define("modules.js", () => ({ texts, define, need, load }));
