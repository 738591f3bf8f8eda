// Who says which words of quotes on a page whose own operation asks only who says all of them: with turns its statement would be too long.
import { useAnswer } from "./answer.js";

const MOST = 100; // ids in one request

/** Makes pages of evidence to such with the turns of what no single speaker says, once these have come. `speakers`: of the talk, with their
 * persons, where its evidence has only labels: a voice that is known to be somebody's signs its quotes with the name. */
export function useTurns(pages, speakers = []) {
  const quotes = pages.flatMap(({ nodes }) => nodes).filter(({ turns, speaker }) => !turns && !speaker).slice(0, MOST).map(({ id }) => id);
  const { data } = useAnswer("quote_turns", quotes.length ? { quotes } : null);
  const found = new Map(data?.nodes.filter(Boolean).map(({ id, turns }) => [id, turns]));
  const known = (speaker) => speakers.find(({ label }) => label === speaker?.label) ?? speaker;
  return (evidence) => ({ ...evidence, nodes: evidence.nodes.map((one) => ({ turns: found.get(one.id), ...one, speaker: known(one.speaker) })) });
}
