// What suggestions are for: ways to pages, or values of the filter that is being typed.
import { entityAt, talkAt, topicAt } from "../address.js";
import { searchAt } from "./filters.js";
import { KINDS } from "../words.js";

const MOST = 8;

/** Where suggestions lead: to the page of each; behind a person who speaks stands what they said. */
export function waysTo(suggestions) {
  return suggestions
    .flatMap(({ node, text }) => {
      const way = wayTo(node, text);
      return speaks(node) ? [way, { ...saidBy(node), id: `said ${node.id}` }] : [way];
    })
    .slice(0, MOST);
}

function wayTo(node, text) {
  const { __typename: type, id, slug } = node;
  switch (type) {
    case "Topic":
      return { id, name: node.name, kind: "TOPIC", what: "Topic", to: topicAt(slug) };
    case "Video":
      return { id, name: node.title, kind: "TALK", what: "Talk", to: talkAt(slug) };
    case "Channel":
      return { id, name: node.name, kind: "CHANNEL", what: "Channel", to: searchAt({ words: "", filters: { channel: slug } }) };
    default:
      return { id, name: node.name, kind: node.kind, what: KINDS[node.kind]?.[0], also: text === node.name ? null : text, to: entityAt(slug) };
  }
}

const speaks = ({ speaksIn }) => speaksIn?.totalCount > 0;
const saidBy = ({ slug, name, kind }) => ({ name: `Said by ${name}`, kind, what: `speaker:${slug}`, filter: `speaker:${slug}` });

/** Values for the filter that is being typed. */
export function filtersOf(suggestions, name) {
  const fitting = suggestions.map(({ node }) => node).filter((node) => name !== "speaker" || speaks(node));
  return fitting.map((node) => ({
    id: node.id,
    name: node.name ?? node.title,
    kind: node.kind ?? name.toUpperCase(),
    what: `${name}:${node.slug}`,
    filter: `${name}:${node.slug}`,
  }));
}
