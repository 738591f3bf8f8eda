// A map that a reader makes larger and smaller: the page's own slice with the steps that the address holds.
import { useEffect, useMemo, useRef, useState } from "../preact.js";
import { go, useAddress, withValues } from "../address.js";
import { ask } from "../operations.js";
import { hasMore, neighborsOf, pathsOf, readNeighbors, readPaths } from "./neighbors.js";
import { applySteps, effective, formatSteps, parseSteps } from "./steps.js";

const ENOUGH = 400; // neighbors that are read to count those on a map: it holds fewer
const UNKNOWN = { entity: null, total: 0, neighbors: [] };

/**
 * `{ slice, steps, busy, failure, full, noPath, path, hidden, take, undo, redo, again }`.
 *
 * `take(step)` does a step, `undo()` and `redo()` go back and forth (null where they cannot). `full`: entities that found no room
 * among `most`. `hidden`: how many were taken out. `noPath`: whether two have no path between them. `path`: what
 * the last step found, if it looked for paths.
 */
export function useExploration(base, most) {
  const asked = useAddress().searchParams.get("steps");
  const [state, set] = useState({ asked: null, base, result: null, failure: null });
  const [tries, again] = useState(0);
  const redoable = useRef({ after: null, steps: [] });
  const steps = parseSteps(asked);
  const kept = effective(steps);

  useEffect(() => {
    if (!kept.length) return undefined;
    const stop = new AbortController();
    build(base, kept, most, stop.signal).then(
      (result) => set({ asked, base, result, failure: null }),
      (failure) => stop.signal.aborted || set((before) => ({ ...before, asked, base, failure })),
    );
    return () => stop.abort();
  }, [base, asked, tries]);

  const say = (next, more) => go(withValues({ steps: formatSteps(next), ...more }), { stay: true });
  const later = redoable.current.after === asked ? redoable.current.steps : [];
  const take = (step) => say([...steps, step], ["hide", "path"].includes(step.kind) ? { show: null } : {});
  const undo = () => {
    const next = steps.slice(0, -1);
    redoable.current = { after: formatSteps(next), steps: [steps.at(-1), ...later] };
    say(next);
  };
  const redo = () => {
    const next = [...steps, later[0]];
    redoable.current = { after: formatSteps(next), steps: later.slice(1) };
    say(next);
  };
  const here = kept.length > 0 && state.base === base;
  const result = here ? state.result : null;
  const slice = useMemo(
    () => (result ? { ...base, nodes: result.nodes, links: result.links, totalNodes: base.totalNodes + result.more } : base),
    [base, result],
  );
  return {
    slice,
    steps: kept,
    busy: kept.length > 0 && !(here && state.asked === asked),
    failure: here && state.asked === asked ? state.failure : null,
    full: result?.full ?? 0,
    noPath: result?.noPath ?? false,
    path: useMemo(() => (result ? lastPath(kept) : null), [result]),
    hidden: result?.hidden ?? 0,
    take,
    undo: steps.length ? undo : null,
    redo: later.length ? redo : null,
    again: () => again((before) => before + 1),
  };
}

/** The paths of the last step, if it looked for some: `{ count, length, ids }`. */
function lastPath(steps) {
  const { kind, slug, to } = steps.at(-1);
  const found = kind === "path" ? (pathsOf(slug, to) ?? []) : [];
  if (!found.length) return null;
  return { count: found.length, length: found[0].links.length, ids: new Set(found.flatMap(({ nodes, links }) => [...nodes, ...links].map(({ id }) => id))) };
}

/** Reads what the steps need, and applies them. */
async function build(base, steps, most, signal) {
  const expanded = new Set(steps.filter(({ kind }) => kind === "expand").map(({ slug }) => slug));
  for (const slug of expanded) if (!neighborsOf(slug)) await readNeighbors(slug, signal);
  for (const step of steps) {
    if (step.kind !== "path" || pathsOf(step.slug, step.to)) continue;
    const ends = await Promise.all([step.slug, step.to].map((slug) => entityAt(base, slug, signal)));
    if (ends.every(Boolean)) await readPaths(...ends, signal);
  }
  const known = {
    neighborsOf: (slug) => neighborsOf(slug) ?? UNKNOWN,
    pathsOf: (slug, to) => pathsOf(slug, to) ?? [],
    most,
  };
  let result = applySteps(base, steps, known);
  // Neighbors that stand on the map already are passed over: further pages may be needed.
  while (result.short.some(hasMore)) {
    for (const slug of result.short.filter(hasMore)) await readNeighbors(slug, signal);
    result = applySteps(base, steps, known);
  }
  const noPath = steps.some(({ kind, slug, to }) => kind === "path" && !pathsOf(slug, to)?.length);
  return { ...result, noPath, links: await withBetween(base, result, signal) };
}

async function entityAt(base, slug, signal) {
  const here = base.nodes.find(({ entity }) => entity.slug === slug);
  if (here) return { id: here.id, slug };
  const { entity } = await ask("entity_named", { by: { slug } }, signal);
  return entity;
}

/** What is stated over all talks between the entities that were added and all others is drawn too. */
async function withBetween(base, { nodes, links }, signal) {
  const added = new Set(nodes.filter((node) => node.added).map(({ id }) => id));
  if (!added.size) return links;
  const { graph } = await ask("map_between", { ids: nodes.map(({ id }) => id) }, signal);
  const here = new Set(links.map(({ id }) => id));
  const between = graph.links.filter(({ id, source, target }) => !here.has(id) && (added.has(source) || added.has(target)));
  return [...links, ...between.map((link) => ({ ...link, added: true }))];
}

/** Reads an entity's neighbors, so that it can be said how many are on the map. A failure is told when they are asked for. */
export function useNeighbors(slug) {
  const [, redraw] = useState(null);
  useEffect(() => {
    const stop = new AbortController();
    const read = async () => {
      while (!neighborsOf(slug) || (hasMore(slug) && neighborsOf(slug).neighbors.length < ENOUGH)) await readNeighbors(slug, stop.signal);
      redraw(slug);
    };
    read().catch(() => {});
    return () => stop.abort();
  }, [slug]);
}

/** How many of an entity's neighbors over all talks are on the map, and how many there are; null before they are read. */
export function neighborCount(slug, nodes) {
  const found = neighborsOf(slug);
  if (!found || (hasMore(slug) && found.neighbors.length < ENOUGH)) return null;
  const ids = new Set(nodes.map(({ id }) => id));
  return { here: found.neighbors.filter(({ node }) => ids.has(node.id)).length, total: found.total };
}
