// How times, days, counts, kinds and types read.

export const KINDS = {
  PERSON: ["Person", "People"],
  COMPANY: ["Company", "Companies"],
  CONCEPT: ["Concept", "Concepts"],
  PRODUCT: ["Product", "Products"],
  EVENT: ["Event", "Events"],
};

export const TYPES = {
  WORKS_AT: "works at",
  LEADS: "leads",
  LEFT: "left",
  FOUNDED: "founded",
  CREATED: "created",
  USES: "uses",
  PART_OF: "is part of",
  BASED_ON: "is based on",
  COMPETES_WITH: "competes with",
  ACQUIRED: "acquired",
  INVESTED_IN: "invested in",
  PARTICIPATED_IN: "took part in",
  SUPPORTS: "supports",
  CRITICIZES: "criticizes",
  INFLUENCED: "influenced",
  RELATED_TO: "is related to",
  MENTIONED_WITH: "mentioned alongside",
};
// Of what lasts for a while and is over.
const ONCE = {
  WORKS_AT: "worked at",
  LEADS: "led",
  USES: "used",
  PART_OF: "was part of",
  COMPETES_WITH: "competed with",
  SUPPORTS: "supported",
  CRITICIZES: "criticized",
  RELATED_TO: "was related to",
};
export const TOGETHER = "MENTIONED_WITH";

const AWARD = /\b(award|prize|medal|fellowship)\b/i;

// A type that the page does not know yet reads as it is written. Nobody takes part in an award.
export const typeWords = ({ type, past, target }) =>
  (type === "PARTICIPATED_IN" && AWARD.test(target?.name) && "received the") ||
  (past && ONCE[type]) || (TYPES[type] ?? type.toLowerCase().replaceAll("_", " "));

/** The same of a line on a map. */
export const linkWords = ({ type, relationship: { past } }) => typeWords({ type, past });

const two = (number) => String(number).padStart(2, "0");

// 4:35, 1:02:09: as players show it.
export function clock(seconds) {
  const whole = Math.floor(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

// 1 h 12 min, 9 min, 40 s.
export function length(seconds) {
  if (Math.round(seconds) < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

// In UTC, in which a calendar day is the same day everywhere.
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
export const day = (date) => DAY.format(new Date(`${date}T00:00:00Z`));

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
export const month = (date) => MONTH.format(new Date(`${date}T00:00:00Z`));

// In the reader's own time.
const MOMENT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
export const moment = (at) => MOMENT.format(new Date(at));

const NUMBER = new Intl.NumberFormat("en");
export const number = (count) => NUMBER.format(count);

/** Words that begin like the rest of a sentence, as messages of the API do, as one. An address stays. */
export const sentence = (words) => (/^https?:/.test(words) ? words : `${words.charAt(0).toUpperCase()}${words.slice(1)}`);

const ODD = { entity: "entities", company: "companies", match: "matches" };
export function counted(count, noun) {
  return `${number(count)} ${count === 1 ? noun : (ODD[noun] ?? `${noun}s`)}`;
}

/** How many connections and entities a talk has: without the first, why there are still the second. */
export const countsOf = ({ relationships: { totalCount: connections }, entities: { totalCount: entities } }, medium = "video") =>
  connections || !entities
    ? `${counted(connections, "connection")} · ${counted(entities, "entity")} in this ${medium}`
    : `${counted(entities, "entity")} mentioned in this ${medium}; nobody states a connection between them`;

/** A name cut to a number of characters: whole words, so that what is seen is part of what is heard. */
export function beginning(name, most) {
  if (name.length <= most) return name;
  const start = name.slice(0, most - 1);
  const end = start.lastIndexOf(" ");
  return `${(end > 2 && name[most - 1] !== " " ? start.slice(0, end) : start).trimEnd()}…`;
}

export const voiceOf = (speaker) => speaker?.person?.name ?? speaker?.label ?? null;

/** Who says a quote, if one speaker says all of it; null otherwise. */
export const onlyVoice = (turns) => (turns.length === 1 ? voiceOf(turns[0].speaker) : null);

/** The lines of a quote as text: one for each turn, with who says it where there are several. */
export const quoteLines = (turns) =>
  turns.map(({ words, speaker }) => (turns.length > 1 ? `${voiceOf(speaker) ?? "Unknown speaker"}: “${words}”` : `“${words}”`));

// The text between two code points: what the API counts in, and JavaScript does not.
export function cut(text, ranges) {
  const signs = Array.from(text);
  const pieces = [];
  let at = 0;
  for (const range of ranges) {
    if (range.start < at) continue; // one inside another: the first holds
    if (range.start > at) pieces.push({ text: signs.slice(at, range.start).join("") });
    pieces.push({ text: signs.slice(range.start, range.end).join(""), range });
    at = range.end;
  }
  if (at < signs.length) pieces.push({ text: signs.slice(at).join("") });
  return pieces;
}
