// The page of one entity: who or what it is, what is near, what is stated of it, where it was named.
import { html } from "../preact.js";
import { Link, withValues } from "../address.js";
import { Answered, Heading, More, NotFound, useAnswer, useMore } from "../answer.js";
import { MapRoom } from "../map/map.js";
import { ExploredMap } from "../explore/explored_map.js";
import { Said } from "../talk/said.js";
import { EntityLink, Moment, Quotes, Sentence } from "../statement.js";
import { TalkLine, Topics } from "../talk/talks.js";
import { counted, KINDS, number } from "../words.js";

export function EntityPage({ slug, address }) {
  const answer = useAnswer("entity_page", { slug });
  return html`<${Answered} answer=${answer}>
    ${({ entity }) => (entity ? html`<${Found} entity=${entity} address=${address} />` : html`<${Unknown} />`)}
  </${Answered}>`;
}

function Unknown() {
  return html`<${NotFound} title="Nobody and nothing of that name">The talks that spoke of it may have been taken out.</${NotFound}>`;
}

function Found({ entity, address }) {
  const { name, slug, kind, description, url, aliases } = entity;
  const others = aliases.filter((alias) => alias !== name);
  const it = itOf(entity);
  return html`<article class="entity-page">
    <header>
      <p class="kicker"><span class=${`dot kind-${kind}`} aria-hidden="true"></span>${KINDS[kind]?.[0] ?? kind}</p>
      <${Heading} title=${name} />
      ${description && html`<p class="lead">${description}</p>`}
      ${others.length > 0 && html`<p class="aside">Also known as ${others.join(", ")}</p>`}
      <p class="facts">
        ${[heard(entity), `${counted(entity.relationshipCount, "connection")} stated`].filter(Boolean).join(", ")}
        ${url && html` · <a href=${url} target="_blank" rel="noopener">More about ${it}</a>`}
        ${" · "}<${Link} to=${`/connections?from=${encodeURIComponent(slug)}`}>How is ${it} connected with …?</${Link}>
      </p>
    </header>
    <${Near} entity=${entity} address=${address} />
    <${Stated} slug=${slug} first=${entity.relationships} it=${it} />
    <${TalksOf} slug=${slug} first=${entity.videos} it=${it} />
    <${Under} topics=${entity.topics} it=${it} />
    <${Mentions} slug=${slug} first=${entity.mentions} />
  </article>`;
}

// Nobody is an "it".
const itOf = ({ kind, name }) => (kind === "PERSON" ? name : "it");

/** How often it is named; of somebody who is never named, in how many talks they speak. */
function heard({ mentionCount, videoCount, speaksIn }) {
  if (mentionCount) return `${counted(mentionCount, "mention")} in ${counted(videoCount, "talk")}`;
  return speaksIn?.totalCount ? `speaks in ${counted(speaksIn.totalCount, "talk")}` : null;
}

/** The map around it: one step or two over what is stated; with what is named together where that is asked, or all there is. */
function Near({ entity, address }) {
  const asked = address.searchParams.get("together");
  const together = asked ? asked === "yes" : entity.relationshipCount === 0;
  const hops = together ? 1 : 2;
  const answer = useAnswer("entity_map", { id: entity.id, hops, together });
  const choice = (value, words) => html`<${Link}
    stay
    to=${withValues({ together: value ? "yes" : "no", show: null })}
    aria-current=${value === together ? "true" : undefined}
    >${words}</${Link}
  >`;
  return html`<section id="map" aria-labelledby="near">
    <h2 id="near">What is near</h2>
    <p class="choices">${choice(false, "Stated, two steps")} ${choice(true, "Also named together, one step")}</p>
    <${MapRoom} answer=${answer} nothing="Nothing is stated that connects it with another.">
      ${(slice) => html`<${ExploredMap} slice=${slice} label=${`Map around ${entity.name}`} root=${entity.id} name=${entity.slug} />`}
    </${MapRoom}>
    ${answer.data?.entity && html`<${Neighbours} neighbors=${answer.data.entity.neighbors} />`}
  </section>`;
}

function Neighbours({ neighbors: { edges, totalCount, truncated } }) {
  if (!edges.length) return null;
  const rest = totalCount - edges.length;
  const rings = [1, 2].map((distance) => edges.filter((edge) => edge.distance === distance));
  return html`<dl class="rings">
    ${rings.map((ring, index) => ring.length > 0 && html`<div key=${index}>
      <dt>${index ? "Two steps away" : "One step away"}</dt>
      <dd><ul class="names">${ring.map(({ node }) => html`<li key=${node.slug}><${EntityLink} entity=${node} /></li>`)}</ul></dd>
    </div>`)}
    ${rest > 0 && html`<div><dt></dt><dd class="aside">and ${truncated ? "at least " : ""}${number(rest)} more</dd></div>`}
  </dl>`;
}

function Stated({ slug, first, it }) {
  const list = useMore("entity_statements", { slug }, first, (data) => data.entity.relationships);
  if (!first.totalCount) return null;
  return html`<section aria-labelledby="stated">
    <h2 id="stated">What is said of ${it} <span class="count">${number(first.totalCount)}</span></h2>
    <ul class="statements">
      ${list.pages.flatMap(({ nodes }) => nodes.map((node) => html`<li key=${node.id}>
        <p><${Sentence} relationship=${node} /></p>
        <${Quotes} evidence=${node.evidence} />
      </li>`))}
    </ul>
    <${More} list=${list}>More of what is said</${More}>
  </section>`;
}

function TalksOf({ slug, first, it }) {
  const list = useMore("entity_talks", { slug }, first, (data) => data.entity.videos);
  return html`<section aria-labelledby="talks">
    <h2 id="talks">Talks that speak of ${it} <span class="count">${number(first.totalCount)}</span></h2>
    <ul class="talks">
      ${list.pages.flatMap(({ edges }) => edges.map(({ node, mentionCount, firstSeconds }) => html`<${TalkLine} key=${node.slug} talk=${node} seconds=${firstSeconds}>
        <p class="aside">
          ${mentionCount ? html`${counted(mentionCount, "mention")}, first at <${Moment} slug=${node.slug} seconds=${firstSeconds} />` : "speaks in it"}
        </p>
      </${TalkLine}>`))}
    </ul>
    <${More} list=${list}>More talks</${More}>
  </section>`;
}

function Under({ topics: { nodes, totalCount }, it }) {
  if (!totalCount) return null;
  const rest = totalCount - nodes.length;
  return html`<section aria-labelledby="topics">
    <h2 id="topics">Topics under which ${it} comes up <span class="count">${number(totalCount)}</span></h2>
    <${Topics} topics=${nodes} />
    ${rest > 0 && html`<p class="aside">and ${number(rest)} more</p>`}
  </section>`;
}

function Mentions({ slug, first }) {
  const list = useMore("entity_mentions", { slug }, first, (data) => data.entity.mentions);
  if (!first.totalCount) return null;
  return html`<section aria-labelledby="said">
    <h2 id="said">Where was it said? <span class="count">${number(first.totalCount)}</span></h2>
    <ul class="said-list">
      ${list.pages.flatMap(({ nodes }) => nodes.map(({ segment, video, startSeconds, startOffset, endOffset }) => html`<${Said}
        key=${`${video.slug} ${startSeconds} ${startOffset}`}
        line=${{ ...segment, startSeconds, video }}
        ranges=${[{ start: startOffset, end: endOffset }]}
      />`))}
    </ul>
    <${More} list=${list}>More places</${More}>
  </section>`;
}
