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

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ς", "σ");

const escaped = (word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const UNSPACED = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u; // no sign tells where a word begins
const START = "(?<![\\p{L}\\p{N}])";

/** For each of the words typed, what finds it in plain text: at the beginning of a word. */
const patterns = (words) =>
  plain(words)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => new RegExp(`${UNSPACED.test(word) ? "" : START}${escaped(word)}`, "gu"));

/** Only the paragraphs that have all the words, in any order, in chapters that have any. */
export function having(parts, words) {
  const wanted = patterns(words);
  if (!wanted.length) return parts;
  const has = ({ segments }) => {
    const text = plain(segments.map(({ text: said }) => said).join(" "));
    return wanted.every((pattern) => text.search(pattern) >= 0);
  };
  return parts.map((part) => ({ ...part, paragraphs: part.paragraphs.filter(has) })).filter(({ paragraphs }) => paragraphs.length);
}

/** Where a text has the words: ranges of code points as the text is written, in order, none within another. */
export function found(text, words) {
  const wanted = patterns(words);
  if (!wanted.length) return [];
  const folded = Array.from(text, plain); // one sign may become none or several
  const origin = folded.flatMap((signs, index) => Array.from({ length: signs.length }, () => index));
  const whole = folded.join("");
  const ranges = wanted.flatMap((pattern) =>
    Array.from(whole.matchAll(pattern), ({ 0: hit, index }) => ({ start: origin[index], end: origin[index + hit.length - 1] + 1 })),
  );
  return ranges.sort((one, other) => one.start - other.start || other.end - one.end);
}
