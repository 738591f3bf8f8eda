// Where the points of a map stand: the layout's places, and where the reader moved them, which this browser keeps.
import { useLayoutEffect, useMemo, useRef, useState } from "../preact.js";
import { nameWidth, short } from "./drawing/draw.js";
import { improve } from "./drawing/improve.js";
import { placeAll } from "./drawing/places.js";
import { shownPart } from "./state.js";

const STORE = "videograph-places"; // in the browser's storage: [address of a map, { id: [x, y] }], the newest map last
const MOST_MAPS = 40;

/**
 * `{ size, places, move, keep, home }` for a room `{ width, height }` (null: not measured yet, or a height of our choice).
 * `places`: Map id → `{ x, y, r, pinned }` at scale 1. `move` takes such a Map, `keep(id, x, y)` notes at once where a point was
 * dropped; `home(id, scale)` is where the layout put a point. `usual`: the co-mentions of the map's first picture.
 */
export function usePlaces(slice, part, room, weightOf, usual) {
  const layout = useRef({ key: null, places: new Map() });
  const [moved, setMoved] = useState(keptPlaces);
  const wanted = useMemo(() => shownPart(slice, { hidden: new Set(), least: 1, coMentions: usual }), [slice, usual]);
  const count = wanted.nodes.filter(({ added }) => !added).length;
  const key = room?.width ? `${room.width} ${room.height}` : null;
  const size = useMemo(() => key && sizeOf(room, layout.current.key === key ? layout.current.count : count), [key]);

  const base = useMemo(() => {
    if (!key) return null;
    const all = union(wanted.nodes, part.nodes);
    const kept = layout.current.key === key ? layout.current.places : new Map();
    const places = placeAll(all, wanted.links, size, weightOf, kept);
    if (!kept.size) for (const { id, x, y } of improve(standing(all, places), wanted.links, size, nameWidth)) Object.assign(places.get(id), { x, y });
    layout.current = { key, count, places: new Map([...kept, ...places]) };
    return layout.current.places;
  }, [wanted, part.nodes.length, key]);

  const places = useMemo(() => {
    if (!base) return null;
    const all = new Map(base);
    for (const [id, { x, y, pinned }] of moved) if (all.has(id)) all.set(id, { ...all.get(id), x: x * size.width, y: y * size.height, pinned });
    return all;
  }, [base, moved]);

  const move = (changed) =>
    setMoved((earlier) => {
      const next = new Map(earlier);
      for (const [id, { x, y, pinned }] of changed) next.set(id, { x: x / size.width, y: y / size.height, pinned });
      keepPlaces(next);
      return next;
    });
  const keep = (id, x, y) => keepPlaces(new Map(moved).set(id, { x: x / size.width, y: y / size.height, pinned: true }));
  const home = (id, scale) => {
    const { x, y } = base.get(id);
    return { x: x * scale, y: y * scale };
  };
  return { size, places, move, keep, home };
}

/** `[ref, { width, height }]` of an element; null until it is measured. `height` is null where the map chooses it. */
export function useRoom() {
  const frame = useRef(null);
  const [room, set] = useState(null);
  // Before the first paint: what stands below the map would move.
  useLayoutEffect(() => {
    const watch = new ResizeObserver(([{ contentRect }]) => {
      const given = getComputedStyle(frame.current).flexGrow !== "0"; // map.css: it takes the room that is left
      set({ width: Math.round(contentRect.width), height: given ? Math.round(contentRect.height) : null });
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  return [frame, room];
}

const standing = (nodes, places) => nodes.filter(({ added }) => !added).map((node) => ({ ...node, ...places.get(node.id), name: short(node.name) }));

function sizeOf({ width, height }, count) {
  if (height) return { width, height };
  const tall = width < 560 ? width * 0.9 + count * 14 : Math.min(width * 0.72 + Math.max(0, count - 30) * 6, 240 + count * 15);
  return { width, height: Math.round(Math.max(tall, 220)) };
}

function union(nodes, others) {
  const ids = new Set(nodes.map(({ id }) => id));
  return [...nodes, ...others.filter(({ id }) => !ids.has(id))];
}

/** The map that an address shows: where it starts, without what is selected or hidden in it. */
function mapOfAddress() {
  const asked = new URLSearchParams(location.search);
  const start = ["from", "to", "topic", "q"].flatMap((key) => (asked.get(key) ? [[key, asked.get(key)]] : []));
  return `${location.pathname}?${new URLSearchParams(start)}`;
}

// A browser may forbid storage, such as in a frame: then places last as long as the page.
function keptPlaces() {
  try {
    const own = new Map(JSON.parse(localStorage.getItem(STORE))).get(mapOfAddress()) ?? {};
    return new Map(Object.entries(own).map(([id, [x, y]]) => [id, { x, y, pinned: true }]));
  } catch {
    return new Map();
  }
}

function keepPlaces(moved) {
  try {
    const maps = new Map(JSON.parse(localStorage.getItem(STORE)));
    const pinned = [...moved].flatMap(([id, { x, y, pinned: stays }]) => (stays ? [[id, [x, y]]] : []));
    maps.delete(mapOfAddress());
    if (pinned.length) maps.set(mapOfAddress(), Object.fromEntries(pinned));
    localStorage.setItem(STORE, JSON.stringify([...maps].slice(-MOST_MAPS)));
  } catch {
    // The place lasts until the page is left.
  }
}
