// The filters beside the results of a search, with the number of results that each would leave.
import { html, useEffect, useRef, useState } from "../preact.js";
import { Link } from "../address.js";
import { remember } from "./filter_values.js";
import { ALL, FILTERS, SCOPES, scopeOf, searchAt } from "./filters.js";
import { number } from "../words.js";

const SHOWN = 7; // of a filter; the rest is folded
const WIDE = matchMedia("(min-width: 60rem)");

/** `data`: the answer of search_facets. While the next is awaited, the one before stays, so that the focus does too. */
export function Facets({ asked, data, failure, again }) {
  const before = useRef(null);
  if (data) before.current = data;
  const wide = useWide();
  const shown = data ?? before.current;
  const chosen = Object.values(asked.filters).filter(Boolean).length + (asked.kind ? 1 : 0);
  return html`<aside class="facets" aria-label="Filters" aria-busy=${!data && !failure}>
    <details open=${wide}>
      <summary>Filters${chosen > 0 && ` · ${chosen} chosen`}</summary>
      ${failure && html`<p class="aside" role="alert">The filters could not be loaded. <button type="button" class="plain" onClick=${again}>Try again</button></p>`}
      ${shown && html`<${Kinds} asked=${asked} kinds=${shown.everywhere.facets.kinds} />`}
      ${shown && Object.keys(FILTERS).map((name) => html`<${Facet} key=${name} name=${name} asked=${asked} values=${valuesOf(name, shown.search.facets)} />`)}
    </details>
  </aside>`;
}

function useWide() {
  const [wide, set] = useState(WIDE.matches);
  useEffect(() => {
    const watch = ({ matches }) => set(matches);
    WIDE.addEventListener("change", watch);
    return () => WIDE.removeEventListener("change", watch);
  }, []);
  return wide;
}

const OF = {
  speaker: ({ speakers }) => speakers.map(({ person, count }) => [person, count]),
  talk: ({ videos }) => videos.map(({ video, count }) => [video, count]),
  topic: ({ topics }) => topics.map(({ topic, count }) => [topic, count]),
  channel: ({ channels }) => channels.map(({ channel, count }) => [channel, count]),
  year: ({ years }) => years.map(({ year, count }) => [{ slug: String(year), name: String(year) }, count]),
};

function valuesOf(name, facets) {
  return OF[name](facets).map(([one, count]) => {
    if (name !== "year") remember(name, one);
    return { value: one.slug, title: one.name ?? one.title, count };
  });
}

function Kinds({ asked, kinds }) {
  const of = kinds.map(({ kind, count }) => ({ value: kind, title: SCOPES[kind] ?? kind, count }));
  const all = { value: ALL, title: "All", count: of.reduce((sum, { count }) => sum + count, 0) };
  const to = (kind) => searchAt({ ...asked, kind: kind === ALL && !asked.filters.speaker ? null : kind });
  return html`<${List} title="Kind of result" values=${[all, ...of]} chosen=${scopeOf(asked) ?? ALL} to=${(kind) => to(kind ?? ALL)} />`;
}

function Facet({ name, asked, values }) {
  const chosen = asked.filters[name];
  const to = (value) => searchAt({ ...asked, filters: { ...asked.filters, [name]: value } });
  return html`<${List} title=${FILTERS[name].title} values=${values} chosen=${chosen} to=${to} />`;
}

function List({ title, values, chosen, to }) {
  if (!values.length) return null;
  const id = `facet-${title.toLowerCase().replaceAll(" ", "-")}`;
  const rest = values.slice(SHOWN);
  const lines = (some) => html`<ul aria-labelledby=${id}>
    ${some.map(({ value, title: called, count }) => html`<li key=${value}>
      <${Link} to=${to(value === chosen ? null : value)} aria-current=${value === chosen ? "true" : undefined}>
        <span><bdi>${called}</bdi></span> <span class="count">${number(count)}</span>
      </${Link}>
    </li>`)}
  </ul>`;
  return html`<section class="facet">
    <h2 id=${id}>${title}</h2>
    ${lines(values.slice(0, SHOWN))}
    ${rest.length > 0 && html`<details><summary>${rest.length} more</summary>${lines(rest)}</details>`}
  </section>`;
}
