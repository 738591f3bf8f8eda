// One statement on two entities, and the words that bear it out.
import { html } from "./preact.js";
import { EMBEDDED, entityAt, Link, talkAt } from "./address.js";
import { later } from "./later.js";
import { Copy, quoted } from "./watch/copy.js";
import { isPlayable, playFrom } from "./watch/playing.js";
import { clock, counted, KINDS, onlyVoice, typeWords, voiceOf } from "./words.js";

const QuoteTools = EMBEDDED ? null : later(() => import("./edit/quote_tools.js"), "QuoteTools");

/** A second of a talk: in its transcript, and at the source. `seconds` may be unknown. */
export function Moment({ slug, seconds, url }) {
  if (seconds === null || seconds === undefined) return null;
  return html`<span class="moment"
    ><${Link} to=${talkAt(slug, seconds)} class="time" aria-label=${`In the transcript at ${clock(seconds)}`}>${clock(seconds)}</${Link}
    >${(url || isPlayable(slug)) && html`<${Watch} url=${url} slug=${slug} seconds=${seconds} />`}</span
  >`;
}

/** Plays a moment: in the page's own player, or where the page has none for the talk, at the source. */
export function Watch({ url, slug, seconds }) {
  const at = clock(seconds);
  if (!isPlayable(slug)) return html`<a class="watch" href=${url} target="_blank" rel="noopener" title="Watch at the source" aria-label=${`Watch at ${at}, at the source`}>▶</a>`;
  const play = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    playFrom(seconds);
  };
  return html`<a class="watch" href=${url ?? talkAt(slug, seconds)} onClick=${play} title="Play" aria-label=${`Play at ${at}`}>▶</a>`;
}

/** An entity by a talk's own name for it. `mainName` is that of the entity, if it differs. */
export const named = (entity, name) => (name && name !== entity.name ? { ...entity, name, mainName: entity.name } : entity);

/** The map of a talk with its own names for the entities. */
export function inItsWords(graph, { entities, relationships }) {
  const names = new Map((relationships.edges ?? []).flatMap(({ node, sourceName, targetName }) => [
    [node.source.slug, sourceName],
    [node.target.slug, targetName],
  ]));
  for (const { node, nameInVideo } of entities.edges) names.set(node.slug, nameInVideo);
  return { ...graph, nodes: graph.nodes.map((node) => named(node, names.get(node.entity.slug))) };
}

export function EntityLink({ entity }) {
  const kind = KINDS[entity.kind]?.[0];
  const title = entity.mainName ? `${kind}, main name: ${entity.mainName}` : kind;
  return html`<${Link} to=${entityAt(entity.slug)} class=${`entity kind-${entity.kind}`} title=${title}><bdi>${entity.name}</bdi></${Link}>`;
}

/** "A founded B", each end a link. */
export function Sentence({ relationship }) {
  const { source, type, past, target } = relationship;
  return html`<span class="sentence"
    ><${EntityLink} entity=${source} /> <span class="verb">${typeWords({ type, past, target })}</span> <${EntityLink} entity=${target} /></span
  >`;
}

/** The quotes of a page of evidence. `talk`: the slug of the talk on whose page they stand, which then needs no name. */
export function Quotes({ evidence, talk }) {
  const more = evidence.totalCount - evidence.nodes.length;
  return html`<div class="quotes">
    ${evidence.nodes.map((one) => html`<${Quote} key=${one.id} evidence=${one} talk=${talk} />`)}
    ${more > 0 && html`<p class="aside">and ${counted(more, "more quote")}</p>`}
  </div>`;
}

/** The words of a quote. Where several speakers say it, each turn has a line of its own with who says it. */
export function QuotedWords({ turns }) {
  if (turns.length === 1) return html`<blockquote dir="auto">“${turns[0].words}”</blockquote>`;
  return html`<blockquote class="turns">
    ${turns.map(({ words, speaker }, index) => html`<p key=${index} dir="auto"><bdi class="who">${voiceOf(speaker) ?? "Unknown speaker"}</bdi>: “${words}”</p>`)}
  </blockquote>`;
}

// Without turns, which may still come (`useTurns`), the speaker says all of it, or is unknown.
function Quote({ evidence: { id, quote, startSeconds, url, video, speaker, turns = [{ words: quote, speaker }] }, talk }) {
  const slug = video?.slug ?? talk;
  const voice = onlyVoice(turns);
  return html`<figure class="quote">
    <${QuotedWords} turns=${turns} />
    <figcaption>
      ${voice && html`<bdi class="who">${voice}</bdi>, `}
      ${slug !== talk && html`<${Link} to=${talkAt(slug)}><bdi>${video.title}</bdi></${Link}>, `}
      <${Moment} slug=${slug} seconds=${startSeconds} url=${url} />
      <${Copy} label="Copy quote" text=${() => quoted({ turns, title: video?.title ?? headline(), slug, seconds: startSeconds })}>Copy</${Copy}>
      ${QuoteTools && html`<span class="quote-tools"><${QuoteTools} ...${{ id, quote }} /></span>`}
    </figcaption>
  </figure>`;
}

// On a talk's page quotes leave its title out: it is the heading.
const headline = () => document.querySelector("h1")?.textContent;
