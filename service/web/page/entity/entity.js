// The page of one entity: who or what it is, what is stated of it, what is related, when and where it was mentioned.
import { html } from "../preact.js";
import { Link, withValues } from "../address.js";
import { Answered, Heading, NotFound, useAnswer } from "../answer.js";
import { EntityTools } from "../edit/entity_tools.js";
import { later } from "../later.js";
import { More, useMore } from "../more.js";
import { ExploredMap, MapRoom } from "../map/room.js";
import { Mentions, SaidBy } from "./said.js";
import { Stated } from "./statements.js";
import { OneMonth, spanOf, Timeline } from "./timeline.js";
import { EntityLink, Moment } from "../statement.js";
import { TalkLine, Topics } from "../talk/talks.js";
import { counted, KINDS, number } from "../words.js";

const NAME_FROM = {
  DECISION: "a decision",
  PERSON: "a talk that a person wrote or checked",
  LANGUAGE_MODEL: "talks read by a language model",
  LANGUAGE_MODEL_RECOGNIZED: "recordings read by a language model",
  OFFLINE: "talks read by the offline extraction",
  OFFLINE_RECOGNIZED: "recordings read by the offline extraction",
};

const EntityDecisions = later(() => import("../edit/decisions.js"), "EntityDecisions");

export function EntityPage({ slug, address }) {
  const answer = useAnswer("entity_page", { slug });
  return html`<${Answered} answer=${answer}>
    ${({ entity }) => (entity ? html`<${Found} entity=${entity} address=${address} />` : html`<${Unknown} />`)}
  </${Answered}>`;
}

function Unknown() {
  return html`<${NotFound} title="Entity not found">It may have been removed, merged or renamed.</${NotFound}>`;
}

function Found({ entity, address }) {
  const { name, nameFrom, slug, kind, description, url, wikidata, aliases } = entity;
  const others = aliases.filter((alias) => alias !== name);
  const span = spanOf(address);
  const month = span && address.searchParams.get("month");
  const speaks = entity.speaksIn?.totalCount > 0;
  return html`<article class="entity-page">
    <header>
      <p class="kicker"><span class=${`dot kind-${kind}`} aria-hidden="true"></span>${KINDS[kind]?.[0] ?? kind}<${EntityTools} entity=${entity} /></p>
      <${Heading} title=${name} />
      ${description && html`<p class="lead">${description}</p>`}
      ${NAME_FROM[nameFrom] && html`<p class="aside">Name from ${NAME_FROM[nameFrom]}</p>`}
      ${others.length > 0 && html`<p class="aside">Also known as ${others.join(", ")}</p>`}
      <p class="facts">
        ${factsOf(entity).join(" · ")}
        ${url && html` · <a href=${url} target="_blank" rel="noopener">Website</a>`}
        ${wikidata && html` · <a href=${`https://www.wikidata.org/wiki/${wikidata}`} target="_blank" rel="noopener">Wikidata</a>`}
        ${" · "}<${Link} to=${`/connections?from=${encodeURIComponent(slug)}`}>Find a path to…</${Link}>
      </p>
    </header>
    <${Stated} slug=${slug} name=${name} first=${entity.relationships} />
    <${Related} entity=${entity} address=${address} />
    <${Timeline} points=${entity.timeline} chosen=${month} />
    ${month && html`<${OneMonth} chosen=${month} />`}
    <div class=${speaks ? "said-and-named" : ""}>
      ${speaks && html`<${SaidBy} entity=${entity} address=${address} span=${span} />`}
      <${Mentions} entity=${entity} span=${span} />
    </div>
    <${TalksOf} key=${`talks ${month}`} entity=${entity} span=${span} />
    <${Under} topics=${entity.topics} />
    <${EntityDecisions} entity=${entity} />
  </article>`;
}

/** How often it is mentioned, in how many talks the person speaks, and how many connections are stated. */
function factsOf({ mentionCount, videoCount, speaksIn, relationshipCount }) {
  return [
    speaksIn?.totalCount > 0 && `Speaker in ${counted(speaksIn.totalCount, "talk")}`,
    mentionCount > 0 && `${counted(mentionCount, "mention")} in ${counted(videoCount, "talk")}`,
    relationshipCount > 0 ? counted(relationshipCount, "connection") : "no connection stated",
  ].filter(Boolean);
}

/** The map around it: two steps over stated connections, or one step with co-mentions where that is asked, or all there is. */
function Related({ entity, address }) {
  const asked = address.searchParams.get("together");
  const together = asked ? asked === "yes" : entity.relationshipCount === 0;
  const answer = useAnswer("entity_map", { id: entity.id, hops: together ? 1 : 2, together });
  const choice = (value, words) => html`<${Link}
    stay
    to=${withValues({ together: value ? "yes" : "no", comentions: value ? "strongest" : null, show: null })}
    aria-current=${value === together ? "true" : undefined}
    >${words}</${Link}
  >`;
  return html`<section id="map" aria-labelledby="related">
    <h2 id="related" tabindex="-1">Related</h2>
    <p class="choices">${choice(false, "Stated connections")} ${choice(true, "Include co-mentions")}</p>
    <${Neighbours} neighbors=${entity.neighbors} />
    <div class="map-space">
      <${MapRoom} answer=${answer} nothing="No stated connections">
        ${(slice) => html`<${ExploredMap} slice=${slice} label=${`Map around ${entity.name}`} root=${entity.id} name=${entity.slug} />`}
      </${MapRoom}>
    </div>
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

function TalksOf({ entity, span }) {
  const where = span && { publishedOn: span };
  const answer = useAnswer("entity_talks", where ? { slug: entity.slug, where } : null);
  if (!where) return html`<${Talks} entity=${entity} where=${null} first=${entity.videos} />`;
  return html`<${Answered} answer=${answer}>
    ${(data) => html`<${Talks} entity=${entity} where=${where} first=${data.entity.videos} />`}
  </${Answered}>`;
}

function Talks({ entity: { slug, name }, where, first }) {
  const list = useMore("entity_talks", { slug, where }, first, (data) => data.entity.videos);
  if (!first.totalCount) return null;
  return html`<section aria-labelledby="talks">
    <h2 id="talks">Talks mentioning ${name} <span class="count">${number(first.totalCount)}</span></h2>
    <ul class="talks">
      ${list.pages.flatMap(({ edges }) => edges.map(({ node, mentionCount, firstSeconds }) => html`<${TalkLine} key=${node.slug} talk=${node} seconds=${firstSeconds}>
        <p class="aside">
          ${mentionCount ? html`${counted(mentionCount, "mention")}, first at <${Moment} slug=${node.slug} seconds=${firstSeconds} />` : "Speaker"}
        </p>
      </${TalkLine}>`))}
    </ul>
    <${More} list=${list}>More talks</${More}>
  </section>`;
}

function Under({ topics: { nodes, totalCount } }) {
  if (!totalCount) return null;
  const rest = totalCount - nodes.length;
  return html`<section aria-labelledby="topics">
    <h2 id="topics">Topics <span class="count">${number(totalCount)}</span></h2>
    <${Topics} topics=${nodes} />
    ${rest > 0 && html`<p class="aside">and ${number(rest)} more</p>`}
  </section>`;
}
