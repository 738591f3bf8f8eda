// A transcript's segments as people read them: chapters, turns of one voice, paragraphs. Data only.

const ENOUGH = 280; // signs after which a paragraph ends with the next sentence
const MOST = 800;

/** Chapters (one without a title where there are none) with their `id` and paragraphs; a paragraph has a voice and segments. */
export function readable(segments, chapters) {
  const parts = (chapters.length ? chapters : [{ title: null, startSeconds: 0 }]).map((chapter, index) => ({
    ...chapter,
    id: `chapter-${index}`,
    paragraphs: [],
  }));
  let [part, paragraph, signs] = [0, null, 0];
  for (const segment of segments) {
    const before = part;
    while (part + 1 < parts.length && segment.startSeconds >= parts[part + 1].startSeconds) part += 1;
    const voice = segment.speaker?.label ?? null;
    const last = paragraph?.segments.at(-1);
    const ended = signs >= MOST || (signs >= ENOUGH && /[.!?…]["”’)]?$/.test(last.text));
    if (!paragraph || part !== before || paragraph.voice !== voice || ended) {
      const turned = !paragraph || part !== before || paragraph.voice !== voice;
      paragraph = { voice, turned, segments: [] };
      parts[part].paragraphs.push(paragraph);
      signs = 0;
    }
    paragraph.segments.push(segment);
    signs += segment.text.length;
  }
  return parts;
}

/** The segment of a second: the first that begins within it, else the last that has begun. */
export function segmentAt(segments, seconds) {
  const begun = segments.findLast(({ startSeconds }) => startSeconds <= seconds);
  if (begun?.startSeconds === seconds) return begun;
  return segments.find(({ startSeconds }) => Math.floor(startSeconds) === seconds) ?? begun ?? segments[0];
}

export const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** Only the paragraphs that have the words, in chapters that have any. */
export function having(parts, words) {
  const wanted = plain(words);
  if (!wanted) return parts;
  return parts
    .map((part) => ({
      ...part,
      paragraphs: part.paragraphs.filter(({ segments }) => plain(segments.map(({ text }) => text).join(" ")).includes(wanted)),
    }))
    .filter(({ paragraphs }) => paragraphs.length);
}
