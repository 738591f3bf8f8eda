// What a reader has added to a map and taken from it: a list of steps, which the address holds. Data only.

const STEP = 8; // entities that one expansion adds
const KINDS = { expand: "e", collapse: "c", hide: "h", unhide: "u", path: "p" };
const NAMES = Object.fromEntries(Object.entries(KINDS).map(([name, sign]) => [sign, name]));

/** `[{ kind, slug, to? }]` of the address's value; what cannot be read is passed over. */
export function parseSteps(value) {
  return (value ?? "").split(",").flatMap((one) => {
    const [sign, slug, to] = one.split(":");
    const kind = NAMES[sign];
    if (!kind || (kind !== "unhide" && !slug) || (kind === "path" && !to)) return [];
    return [{ kind, ...(slug && { slug }), ...(to && { to }) }];
  });
}

/** The address's value of steps; null for none. */
export const formatSteps = (steps) => steps.map(({ kind, slug, to }) => [KINDS[kind], slug, to].filter(Boolean).join(":")).join(",") || null;

/** The steps that still have an effect: a collapse takes back the expansions before it, unhiding takes back what was hidden. */
export function effective(steps) {
  const kept = [];
  for (const step of steps) {
    if (step.kind === "collapse") remove(kept, (one) => one.kind === "expand" && one.slug === step.slug);
    else if (step.kind === "unhide") remove(kept, (one) => one.kind === "hide");
    else kept.push(step);
  }
  return kept;
}

function remove(list, unwanted) {
  for (let at = list.length - 1; at >= 0; at -= 1) if (unwanted(list[at])) list.splice(at, 1);
}

/**
 * The map of `base` ({ nodes, links }) after effective steps: `{ nodes, links, hidden, more, full, short }`.
 *
 * `neighborsOf(slug)` gives `{ entity, neighbors: [{ node, links }] }`, strongest first, and `pathsOf(slug, to)` gives
 * `[{ nodes, links }]`; both of the API's parts. What is new has `added: true`. `hidden`: nodes that were taken out.
 * `more`: how many came to the base. `full`: how many found no room among `most`. `short`: slugs whose known neighbors
 * did not fill an expansion.
 */
export function applySteps(base, steps, { neighborsOf, pathsOf, most }) {
  const nodes = new Map(base.nodes.map((node) => [node.id, node]));
  const links = new Map(base.links.map((link) => [link.id, link]));
  const bySlug = (slug) => [...nodes.values()].find((node) => node.entity.slug === slug);
  const hidden = new Set();
  const short = [];
  let full = 0;
  const put = (node, beside) => {
    if (nodes.has(node.id)) return true;
    if (nodes.size >= most) {
      full += 1;
      return false;
    }
    nodes.set(node.id, { ...node, x: beside?.x ?? 0, y: beside?.y ?? 0, added: true });
    return true;
  };
  const draw = (some) => {
    for (const link of some) {
      const between = nodes.has(link.source) && nodes.has(link.target);
      if (between && !links.has(link.id)) links.set(link.id, { ...link, added: true });
    }
  };
  for (const { kind, slug, to } of steps) {
    const root = bySlug(slug);
    if (kind === "hide") hidden.add(slug);
    if (kind === "expand" && root) {
      const fresh = neighborsOf(slug).neighbors.filter(({ node }) => !nodes.has(node.id)).slice(0, STEP);
      if (fresh.length < STEP) short.push(slug);
      for (const { node, links: own } of fresh) if (put(node, root)) draw(own);
    }
    if (kind === "path") {
      for (const path of pathsOf(slug, to)) {
        for (const node of path.nodes) put(node, root ?? bySlug(to));
        draw(path.links);
      }
    }
  }
  const shown = [...nodes.values()].filter((node) => !hidden.has(node.entity.slug));
  const ids = new Set(shown.map(({ id }) => id));
  return {
    nodes: shown,
    links: [...links.values()].filter(({ source, target }) => ids.has(source) && ids.has(target)),
    hidden: nodes.size - shown.length,
    more: nodes.size - base.nodes.length,
    full,
    short,
  };
}
