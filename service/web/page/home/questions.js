// Questions that no summary answers, made of what the graph at hand holds.
import { html } from "../preact.js";
import { connectionOf, entityAt, Link, topicAt } from "../address.js";
import { TOGETHER } from "../words.js";

/** Up to three: how two are connected, what is near one, which talks on a topic speak of one. */
export function Questions({ data: { graph, near: { nodes: [near] }, asked } }) {
  const far = apart(graph);
  const [topic] = asked.nodes;
  const under = topic?.entities.nodes.find(({ videoCount, name }) => videoCount > 1 && !alike(name, topic.name)) ?? topic?.entities.nodes[0];
  const questions = [
    far && [connectionOf(far[0].entity.slug, far[1].entity.slug), "How are ", far[0].name, " and ", far[1].name, " connected?"],
    near && [entityAt(near.slug), "What is near ", near.name, ", and who says so?"],
    under && [`${topicAt(topic.slug)}?entity=${encodeURIComponent(under.slug)}`, "Which talks on ", topic.name, " speak of ", under.name, "?"],
  ].filter(Boolean);
  if (!questions.length) return null;
  return html`<section aria-labelledby="ask">
    <h2 id="ask">Ask what no summary answers</h2>
    <ul class="questions">
      ${questions.map(([to, ...words]) => html`<li key=${to}>
        <${Link} to=${to}>${words.map((word, index) => (index % 2 ? html`<b>${word}</b>` : word))}</${Link}>
      </li>`)}
    </ul>
  </section>`;
}

// "Which talks on Wallets speak of wallet?" asks nothing.
const alike = (name, topic) => topic.toLowerCase().startsWith(name.toLowerCase().slice(0, 5));

/** The two best connected entities that hang together over one or two others, by what is stated. */
function apart({ nodes, links }) {
  const next = new Map(nodes.map(({ id }) => [id, new Set()]));
  for (const { source, target } of links.filter(({ type }) => type !== TOGETHER)) {
    next.get(source)?.add(target);
    next.get(target)?.add(source);
  }
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let best = null;
  for (const start of nodes) {
    for (const [id, length] of within(next, start.id, 3)) {
      if (length < 2) continue;
      const [fewer, more] = [next.get(start.id).size, next.get(id).size].sort((a, b) => a - b);
      const worth = [fewer, length, more];
      if (!best || compare(worth, best.worth) > 0) best = { worth, ends: [start, byId.get(id)] };
    }
  }
  return best?.ends;
}

const compare = (a, b) => a.map((value, index) => value - b[index]).find((difference) => difference !== 0) ?? 0;

/** How many steps it is from one to those around it. */
function within(next, start, most) {
  const steps = new Map([[start, 0]]);
  for (const id of steps.keys()) {
    if (steps.get(id) === most) break;
    for (const other of next.get(id) ?? []) if (next.has(other) && !steps.has(other)) steps.set(other, steps.get(id) + 1);
  }
  return steps;
}
