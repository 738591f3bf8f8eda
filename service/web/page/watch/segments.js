// All segments of a talk, page after page; what of them names an entity, and which one is at a second.
import { useEffect, useMemo, useState } from "../preact.js";
import { ask } from "../operations.js";

/** `{ segments, failure, again }`; the first page is there at once. */
export function useSegments({ slug, transcript }) {
  const [pages, set] = useState([transcript]);
  const [failure, fail] = useState(null);
  const last = pages.at(-1);
  useEffect(() => {
    if (!last.pageInfo.hasNextPage || failure) return undefined;
    const stop = new AbortController();
    ask("transcript", { by: { slug }, after: last.pageInfo.endCursor }, stop.signal).then(
      (data) => set((before) => [...before, data.video.transcript]),
      (error) => stop.signal.aborted || fail(error),
    );
    return () => stop.abort();
  }, [pages, failure]);
  const segments = useMemo(() => pages.flatMap(({ nodes }) => nodes), [pages]);
  return useMemo(() => ({ segments, failure, again: () => fail(null) }), [segments, failure]);
}

/** The last segment that has begun at a second; the first one before that. */
export function segmentOn(segments, seconds) {
  let [low, high] = [0, segments.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (segments[middle].startSeconds <= seconds) low = middle;
    else high = middle - 1;
  }
  return segments[low];
}

/** Entity's id → the segments that name it. */
export function byEntity(segments) {
  const found = new Map();
  for (const segment of segments) {
    for (const id of new Set(segment.mentions.map(({ entity }) => entity.id))) {
      if (!found.has(id)) found.set(id, []);
      found.get(id).push(segment);
    }
  }
  return found;
}
