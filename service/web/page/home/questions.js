// Questions that no summary answers, made of what the graph at hand holds.
import { html } from "../preact.js";
import { connectionOf, entityAt, Link, topicAt } from "../address.js";
import { TOGETHER } from "../words.js";

const WEAK = ["PART_OF", "ACQUIRED", "RELATED_TO"]; // a company and its own division are no question, and what is only related says little
const part = encodeURIComponent;

/** Up to four: what somebody said on a topic, how two are connected, what is related to one, which talks on a topic mention one. */
export function Questions({ data: { stats, graph, near: { nodes: [near] }, asked, speakers } }) {
  const said = spoken(speakers.nodes);
  const far = apart(graph);
  const topic = asked.nodes.find(({ name }) => name !== said?.topic.name) ?? asked.nodes[0];
  const under = topic && mentionedUnder(topic, stats.videoCount);
  const questions = [
    said && [`${entityAt(said.person.slug)}?topic=${part(said.topic.slug)}#said`, "What did ", said.person.name, " say about ", said.topic.name, ", and when?"],
    far && [connectionOf(far[0].entity.slug, far[1].entity.slug), "How are ", far[0].name, " and ", far[1].name, " connected?"],
    near && [entityAt(near.slug), "What is related to ", near.name, ", and who says so?"],
    under && [`${topicAt(topic.slug)}?entity=${part(under.slug)}`, "Which talks on ", topic.name, " mention ", under.name, "?"],
  ].filter(Boolean);
  if (!questions.length) return null;
  return html`<section aria-labelledby="ask">
    <h2 id="ask">Questions to start with</h2>
    <ul class="questions">
      ${questions.map(([to, ...words]) => html`<li key=${to}>
        <${Link} to=${to}>${words.map((word, index) => (index % 2 ? html`<b>${word}</b>` : word))}</${Link}>
      </li>`)}
    </ul>
  </section>`;
}

/** The most mentioned person who speaks, and the topic that they speak about most of those that others speak about too. */
function spoken(people) {
  const person = people.find(({ spokenTopics }) => spokenTopics?.length);
  if (!person) return null;
  const { topic } = person.spokenTopics.find(({ topic: { videoCount } }) => videoCount > 1) ?? person.spokenTopics[0];
  return { person, topic };
}

/** Best what some talks mention: "Which talks mention Bitcoin?" asks little where nearly all do. */
function mentionedUnder({ name: topic, entities: { nodes } }, talks) {
  const several = nodes.filter(({ videoCount, name }) => videoCount > 1 && !alike(name, topic));
  return several.find(({ videoCount }) => videoCount * 2 <= talks) ?? several[0] ?? nodes[0];
}

// "Which talks on Wallets mention wallet?" asks nothing.
const alike = (name, topic) => topic.toLowerCase().startsWith(name.toLowerCase().slice(0, 5));

/**
 * Two entities worth asking about: not connected themselves, but over one or two others, neither of which is only a part of
 * the next. Best a person at one end, another kind at the other, and words of several talks in between.
 */
function apart({ nodes, links }) {
  const stated = links.filter(({ type }) => type !== TOGETHER && !WEAK.includes(type));
  const whole = pairs(links.filter(({ type }) => type !== TOGETHER));
  const next = neighbours(nodes, stated);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let best = null;
  for (const start of nodes) {
    for (const [id, { length, talks }] of within(next, start.id, 3)) {
      const end = byId.get(id);
      if (length < 2 || whole.has(`${start.id} ${id}`) || shareWord(start.name, end.name)) continue;
      const people = [start, end].filter(({ kind }) => kind === "PERSON").length;
      const [fewer, more] = [next.get(start.id).length, next.get(id).length].sort((a, b) => a - b);
      const worth = [Math.min(talks, 2), people === 1 ? 2 : people, fewer, length, more];
      if (!best || compare(worth, best.worth) > 0) best = { worth, ends: start.kind === "PERSON" ? [start, end] : [end, start] };
    }
  }
  return best?.ends;
}

const compare = (a, b) => a.map((value, index) => value - b[index]).find((difference) => difference !== 0) ?? 0;

const pairs = (links) => new Set(links.flatMap(({ source, target }) => [`${source} ${target}`, `${target} ${source}`]));

/** "Meta" and "Meta Superintelligence Labs" say by their names how they are connected. */
function shareWord(one, other) {
  const words = one.toLowerCase().split(/\W+/);
  return other.toLowerCase().split(/\W+/).some((word) => word.length > 2 && words.includes(word));
}

/** For each node those next to it, with the talk in which that is said. */
function neighbours(nodes, links) {
  const next = new Map(nodes.map(({ id }) => [id, []]));
  for (const { source, target, relationship } of links) {
    const talk = relationship.evidence.nodes[0]?.video.slug;
    next.get(source)?.push([target, talk]);
    next.get(target)?.push([source, talk]);
  }
  return next;
}

/** How many steps it is from one to those around it, and over how many talks. */
function within(next, start, most) {
  const found = new Map([[start, { length: 0, talks: 0, said: [] }]]);
  for (const id of found.keys()) {
    const { length, said } = found.get(id);
    if (length === most) break;
    for (const [other, talk] of next.get(id) ?? []) {
      if (!next.has(other) || found.has(other)) continue;
      const all = [...new Set([...said, talk])];
      found.set(other, { length: length + 1, talks: all.length, said: all });
    }
  }
  return found;
}
