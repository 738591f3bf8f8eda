// What a map draws, in pixels: points, lines, names and the words of lines, at one scale.
import { beginning, linkWords } from "../../words.js";
import { connect } from "./curves.js";
import { nameLines, nameNodes } from "./names.js";

const FONT = "system-ui, sans-serif";
const NAME = 12.5;
const WORD = 12; // pixels of the words of a line

const OVER = 80; // pixels that the words of a selected line may be longer than it

let pen;
function widthIn(size, style, text) {
  pen ??= document.createElement("canvas").getContext("2d");
  pen.font = `${style} ${size}px ${FONT}`;
  return pen.measureText(text).width;
}
export const nameWidth = (text) => widthIn(NAME, "normal", text);
const wordWidth = (text) => widthIn(WORD, "italic", text) + 2;

export const short = (name) => beginning(name, 44);

/**
 * `{ nodes, lines, names, words, size }` of `part` (nodes and links), whose points stand at `places` (Map id → x, y, r)
 * in a picture of `size`; `scale` moves them apart, names stay as large as they are.
 */
export function draw(part, places, size, scale, isTogether) {
  const full = { width: size.width * scale, height: size.height * scale };
  const grown = Math.sqrt(scale);
  const own = new Map(part.nodes.map(({ id }) => [id, []]));
  for (const link of part.links) for (const id of [link.source, link.target]) own.get(id)?.push(link);
  const nodes = part.nodes.map((node) => {
    const { x, y, r, pinned } = places.get(node.id);
    return { ...node, name: short(node.name), whole: node.name, links: own.get(node.id), degree: own.get(node.id).length, x: x * scale, y: y * scale, r: r * grown, pinned };
  });
  // Co-mentions first: they lie under what is stated.
  const links = [...part.links.filter(isTogether), ...part.links.filter((link) => !isTogether(link))];
  const lines = connect(nodes, links, (link) => !isTogether(link));
  const { names, taken } = nameNodes(nodes, lines, full, nameWidth);
  const typed = lines.filter((line) => !isTogether(line));
  const words = nameLines(typed, lines, taken, wordWidth, linkWords);
  return { nodes, lines, names, words, taken, size, scale };
}

/** Words of the lines of what is chosen that have no room while all is shown: the rest has faded by then. */
export function moreWords({ nodes, lines, names, words }, chosen, isTogether) {
  const own = lines.filter((line) => [line.id, line.source, line.target].includes(chosen));
  const ends = new Set(own.flatMap(({ source, target }) => [source, target]));
  const taken = nodes.filter(({ id }) => ends.has(id)).flatMap(({ id, x, y, r }) => [
    { left: x - r, top: y - r, right: x + r, bottom: y + r },
    ...(names.get(id) ? [names.get(id).box] : []),
  ]);
  const placed = own.flatMap(({ id }) => (words.has(id) ? [words.get(id).box] : []));
  const missing = own.filter((line) => !words.has(line.id) && (line.id === chosen || !isTogether(line)));
  if (missing[0]?.id === chosen) {
    const [line] = missing;
    const free = nameLines([line], [line], taken, wordWidth, linkWords, OVER);
    return free.size ? free : nameLines([line], [line], [], wordWidth, linkWords, Infinity); // over a name, rather than nowhere
  }
  return nameLines(missing, own, [...taken, ...placed], wordWidth, linkWords, OVER);
}
