// Questions that no summary answers, made of what the graph at hand holds.
import { html } from "./preact.js";
import { connectionOf, entityAt, Link, topicAt } from "./address.js";

/** Up to three: how two are connected, what is near one, which talks on a topic speak of one. */
export function Questions({ data: { graph, entities, asked } }) {
  const [near] = entities.nodes;
  const far = farthest(graph);
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

/** Two entities that hang together over other ones: the ends of a longest of the shortest ways, up to four steps. */
function farthest({ nodes, links }) {
  const next = new Map(nodes.map(({ id }) => [id, []]));
  for (const { source, target } of links) {
    next.get(source)?.push(target);
    next.get(target)?.push(source);
  }
  let best = null;
  for (const start of nodes) {
    const steps = new Map([[start.id, 0]]);
    for (const id of steps.keys()) {
      if (steps.get(id) === 4) break;
      for (const other of next.get(id)) if (!steps.has(other)) steps.set(other, steps.get(id) + 1);
    }
    const [id, length] = [...steps].at(-1);
    if (length > 1 && (!best || length > best.length)) best = { length, ends: [start, nodes.find((node) => node.id === id)] };
  }
  return best?.ends;
}
