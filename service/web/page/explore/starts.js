// Where the map over all talks starts: one or two entities, words, a topic, or the most mentioned.
import { html, useState } from "../preact.js";
import { go, Link } from "../address.js";
import { useAnswer } from "../answer.js";
import { EntityField } from "../search/entity_field.js";

const mapOf = (values) => {
  const given = Object.entries(values).filter(([, value]) => value);
  return given.length ? `/map?${new URLSearchParams(given)}` : "/map";
};

export function Starts({ from, to, topic, q }) {
  const starts = useAnswer("map_starts", {});
  const { data } = useAnswer("connection_ends", from || to ? { from: from || to, to: to || from } : null);
  const named = { from: data?.from ?? data?.fromNamed ?? given(from), to: to ? (data?.to ?? data?.toNamed ?? given(to)) : null };
  const current = !from && !to && !topic && !q;
  return html`<div class="map-starts">
    <${Entities} key=${`${from} ${to} ${Boolean(data)}`} ...${named} />
    <${Words} key=${q} q=${q} />
    <ul class="chips" aria-label="Start from">
      <li><${Link} to="/map" aria-current=${current ? "page" : undefined}>Most mentioned</${Link}></li>
      ${(starts.data?.topics.nodes ?? []).map(({ slug, name }) => html`<li key=${slug}>
        <${Link} to=${mapOf({ topic: slug })} aria-current=${slug === topic ? "page" : undefined}>${name}</${Link}>
      </li>`)}
    </ul>
  </div>`;
}

const given = (name) => (name ? { name } : null);

/** `from` and `to`: `{ slug, name }` as far as they are known, or null. */
function Entities({ from, to }) {
  const [ends, set] = useState({ from, to });
  const submit = (event) => {
    event.preventDefault();
    const [one, other] = [ends.from, ends.to].map((end) => end?.slug ?? end?.name);
    if (one || other) go(mapOf({ from: one ?? other, to: one && other }));
  };
  return html`<form class="two" onSubmit=${submit}>
    <${EntityField} id="map-from" label="Map around" entity=${ends.from} choose=${(one) => set((before) => ({ ...before, from: one }))} />
    <${EntityField} id="map-to" label="Show paths to (optional)" entity=${ends.to} choose=${(one) => set((before) => ({ ...before, to: one }))} />
    <button type="submit">Show map</button>
  </form>`;
}

function Words({ q }) {
  const submit = (event) => {
    event.preventDefault();
    const words = new FormData(event.currentTarget).get("q").trim();
    if (words) go(mapOf({ q: words }));
  };
  return html`<form class="words" onSubmit=${submit}>
    <label>Search <input type="search" name="q" value=${q} maxlength="256" /></label>
    <button type="submit">Search map</button>
  </form>`;
}
