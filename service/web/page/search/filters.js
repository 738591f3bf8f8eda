// The filters of a search: as the address has them, and as people type them.
import { go } from "../address.js";

/** Each filter with the words for it, and the key of `SearchWhere` that takes its ids. */
export const FILTERS = {
  speaker: { title: "Speaker", many: "Speakers", key: "speakers" },
  talk: { title: "Talk", many: "Talks", key: "videos" },
  topic: { title: "Topic", many: "Topics", key: "topics" },
  channel: { title: "Channel", many: "Channels", key: "channels" },
  year: { title: "Year", many: "Years", key: "publishedOn" },
};

export const SCOPES = {
  TRANSCRIPT: "Moments",
  ENTITY: "People, companies, ideas",
  TOPIC: "Topics",
  VIDEO: "Talks",
  CHAPTER: "Chapters",
  SUMMARY: "Summaries",
};

export const ALL = "ALL";

/** The kind of result that is searched for: one of `SCOPES`, or null for all. */
export const scopeOf = ({ kind, filters }) => (kind === ALL ? null : (kind ?? (filters.speaker ? "TRANSCRIPT" : null)));

const TYPED = /(?<!\S)(speaker|talk|topic|channel|year):(?:"([^"]*)"|(\S+))/giu;

/** What was typed, as words and filters: `speaker:gloria-zhao relay`, also with a name in quotes. */
function readTyped(text) {
  const filters = {};
  const words = text.replace(TYPED, (_, name, quoted, bare) => {
    filters[name.toLowerCase()] = quoted ?? bare;
    return " ";
  });
  return { words: words.replace(/\s+/g, " ").trim(), filters };
}

/**
 * Words, filters and kind of result in an address of the search page. Who asks for a speaker wants what was said: then only
 * moments are searched, unless the kind is "ALL".
 */
export function readAddress({ searchParams }) {
  const typed = readTyped(searchParams.get("q") ?? "");
  const filters = { ...typed.filters };
  for (const name of Object.keys(FILTERS)) {
    const value = searchParams.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const kind = searchParams.get("in");
  return { words: typed.words, filters, kind: SCOPES[kind] || kind === ALL ? kind : null };
}

/** The address of a search. */
export function searchAt({ words, filters = {}, kind = null }) {
  const given = Object.keys(FILTERS).flatMap((name) => (filters[name] ? [[name, filters[name]]] : []));
  const query = new URLSearchParams([...(words ? [["q", words]] : []), ...given, ...(kind ? [["in", kind]] : [])]);
  return query.size ? `/search?${query}` : "/search";
}

/** Goes to the search for what was typed, within the filters that are kept; false where nothing was typed. */
export function search(text, kept = {}) {
  const { words, filters } = readTyped(text);
  if (!words && !Object.keys(filters).length) return false;
  go(searchAt({ words, filters: { ...kept, ...filters } }));
  return true;
}
