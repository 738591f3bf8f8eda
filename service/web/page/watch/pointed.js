// What the timeline marks: what the reader points at, else what is selected, a topic, or the words that are looked for.
import { useEffect, useMemo, useState } from "../preact.js";
import { ask } from "../operations.js";
import { found } from "../talk/lines.js";
import { byEntity } from "./segments.js";

/**
 * `{ marks, label, hover, choose, over, out }`: `hover` and `choose` take what the map tells of; `over` and `out` are for events of the
 * page, whose links to entities and topics mark their moments while they are pointed at or have the focus.
 */
export function usePointed(video, segments, asked) {
  const [hovered, hover] = useState(null); // { node } or { line } of the map, { entity } or { topic } of the page
  const [chosen, choose] = useState(null);
  const topic = hovered?.topic ?? (hovered ? null : asked.get("topic"));
  const about = useTopic(video.slug, topic ? video.topics.edges.find(({ node }) => node.slug === topic)?.node : null);
  const named = useMemo(() => byEntity(segments), [segments]);
  const words = asked.get("find")?.trim() ?? "";
  const hits = useMemo(() => (words ? segments.filter(({ text }) => found(text, words).length) : []), [segments, words]);
  const entities = useMemo(() => new Map(video.entities.edges.map(({ node }) => [node.slug, node])), [video.entities]);

  const marked = () => {
    if (about) return { marks: segments.filter(({ index }) => about.indexes.has(index)), label: about.name };
    const one = hovered && !hovered.topic ? hovered : chosen;
    const node = one?.node ?? one?.entity;
    if (node) return { marks: named.get(node.id) ?? [], label: node.whole ?? node.name };
    if (one?.line) return { marks: evidenceOf(one.line, segments), label: "Evidence" };
    return words ? { marks: hits, label: `“${words}”` } : { marks: null, label: "" };
  };
  const over = ({ target }) => {
    const [, noun, slug] = /^\/(entities|topics)\/([^/?#]+)$/.exec(target.closest?.("a[href]")?.getAttribute("href") ?? "") ?? [];
    if (noun === "topics") hover({ topic: decodeURIComponent(slug) });
    else if (noun && entities.has(decodeURIComponent(slug))) hover({ entity: entities.get(decodeURIComponent(slug)) });
  };
  const out = ({ target }) => target.closest?.("a[href]") && hover(null);
  return { ...useMemo(marked, [hovered, chosen, about, named, hits, words]), hover, choose, over, out };
}

function evidenceOf({ relationship: { evidence } }, segments) {
  const starts = new Set(evidence.nodes.map(({ startSeconds }) => startSeconds));
  return segments.filter(({ startSeconds }) => starts.has(startSeconds));
}

/** `{ name, indexes }`: the lines that are about a topic; null while they are not known. */
function useTopic(slug, topic) {
  const [known, set] = useState(() => new Map());
  const id = topic?.id;
  useEffect(() => {
    if (!id || known.has(id)) return undefined;
    const stop = new AbortController();
    ask("topic_moments", { by: { slug }, topicId: id }, stop.signal).then(
      ({ video }) => set((before) => new Map(before).set(id, new Set(video.transcript.nodes.map(({ index }) => index)))),
      () => {}, // without it there are no marks, and nothing else is missing
    );
    return () => stop.abort();
  }, [id]);
  return id && known.has(id) ? { name: topic.name, indexes: known.get(id) } : null;
}
