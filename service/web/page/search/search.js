// Search: results by talk, with filters beside them. Words, filters and kind of result are in the address.
import { html, useEffect, useState } from "../preact.js";
import { Link } from "../address.js";
import { Answered, Heading, Loading, Problem, useAnswer } from "../answer.js";
import { More, useMore } from "../more.js";
import { SearchBox } from "./box.js";
import { Facets } from "./facets.js";
import { useFilters, whereOf } from "./filter_values.js";
import { FILTERS, readAddress, SCOPES, scopeOf, searchAt } from "./filters.js";
import { Grouped } from "./hits.js";
import { counted } from "../words.js";

const PATIENCE = 1500; // milliseconds that results wait for the counts, which group them
const HINT = "Try a name, a phrase or a topic. To search only what one person said, start with “speaker:”.";

export function SearchPage({ address }) {
  const asked = readAddress(address);
  const { words, filters } = asked;
  const { found, unknown, failure, again } = useFilters(filters);
  const chosen = found ? Object.entries(found).filter(([, one]) => one) : [];
  const names = [words, ...chosen.map(([, { name }]) => name)].filter(Boolean).join(", ");
  const any = words || Object.keys(filters).length > 0;
  return html`<div class="search-page">
    <${Heading} title=${names ? `Search: ${names}` : "Search"}>Search${words && html` <span class="asked">“${words}”</span>`}</${Heading}>
    <${SearchBox} asked=${words} kept=${filters} label="Search all talks" large />
    ${!any && html`<p class="aside">${HINT}</p>`}
    ${any && html`<${Chosen} asked=${asked} found=${found ?? {}} />`}
    ${failure && html`<${Problem} failure=${failure} again=${again} />`}
    ${unknown.map((name) => html`<p key=${name} role="status">
      No ${FILTERS[name].title.toLowerCase()} matches “${filters[name]}”.${" "}
      <${Link} to=${searchAt(without(asked, name))}>Remove this filter</${Link}>
    </p>`)}
    ${any && !failure && !unknown.length && (found ? html`<${Results} asked=${asked} where=${whereOf(found)} />` : html`<${Loading} what="Searching" />`)}
  </div>`;
}

const without = ({ filters, ...asked }, name) => ({ ...asked, filters: { ...filters, [name]: null } });

/** The filters that hold, each with a link that removes it. */
function Chosen({ asked, found }) {
  const chips = Object.entries(found).flatMap(([name, one]) =>
    one ? [[`${FILTERS[name].title}: ${one.name}`, without(asked, name)]] : [],
  );
  if (SCOPES[asked.kind]) chips.push([SCOPES[asked.kind], { ...asked, kind: null }]);
  if (!chips.length) return null;
  return html`<ul class="chips filters" aria-label="Filters">
    ${chips.map(([title, rest]) => html`<li key=${title}>
      <${Link} to=${searchAt(rest)} aria-label=${`Remove filter ${title}`}>${title} <span aria-hidden="true">×</span></${Link}>
    </li>`)}
  </ul>`;
}

function Results({ asked, where }) {
  const { words } = asked;
  const kind = scopeOf(asked);
  const variables = { query: words, in: kind && [kind], where };
  const { data: facets, failure, again } = useAnswer("search_facets", words ? variables : null);
  const answer = useAnswer("search_page", words ? variables : null);
  const patient = usePatience(JSON.stringify(variables));
  if (!words) return html`<${Browsed} where=${where} />`;
  const waits = patient && !facets && !failure && !answer.failure;
  return html`<div class="found">
    <${Facets} asked=${asked} data=${facets} failure=${failure} again=${again} />
    <div class="results">
      <${Answered} answer=${waits ? {} : answer} what="Searching">
        ${({ search }) => html`<${Hits} first=${search} variables=${variables} asked=${asked} facets=${facets?.search.facets} />`}
      </${Answered}>
    </div>
  </div>`;
}

/** Whether a question was asked only a moment ago. */
function usePatience(question) {
  const [over, set] = useState(null);
  useEffect(() => {
    const end = setTimeout(() => set(question), PATIENCE);
    return () => clearTimeout(end);
  }, [question]);
  return over !== question;
}

function Hits({ first, variables, asked, facets: total }) {
  const [known] = useState(total); // counts that come after the results do not group them: what is read would move
  const counts = new Map(known?.videos.map(({ video, count }) => [video.slug, count]));
  const list = useMore("search_page", variables, first, (data) => data.search);
  const edges = list.pages.flatMap((page) => page.edges);
  if (!edges.length) return html`<${None} asked=${asked} />`;
  const [complete, some] = [edges.filter((edge) => edge.hasAllWords), edges.filter((edge) => !edge.hasAllWords)];
  return html`
    <p class="aside total" role="status">
      ${first.correctedQuery
        ? html`No results for “${variables.query}”. Showing <${Link} to=${searchAt({ ...asked, words: first.correctedQuery })}>${first.correctedQuery}</${Link}>`
        : total && `${counted(total.countedHits, "result")}${total.truncated ? " or more" : ""}`}
    </p>
    <${Grouped} edges=${complete} asked=${asked} counts=${counts} />
    ${some.length > 0 && html`<section aria-labelledby="some-words">
      <h2 id="some-words">Some of the words</h2>
      <p class="aside">${first.hasAllWords ? "These results lack at least one word of the search." : "No result has all words of the search. These have some."}</p>
      <${Grouped} edges=${some} asked=${asked} id="some" />
    </section>`}
    <${More} list=${list}>More results</${More}>
  `;
}

function None({ asked }) {
  const { kind, filters, words } = asked;
  if (!kind && !Object.values(filters).some(Boolean)) return html`<p role="status">No matches. Try fewer words or another spelling.</p>`;
  return html`<p role="status">No matches. <${Link} to=${searchAt({ words })}>Search without filters</${Link}></p>`;
}

/** What was said where the filters hold, when there are no words to rank it by. */
function Browsed({ where }) {
  const answer = useAnswer("search_browse", { filters: where });
  return html`<${Answered} answer=${answer} what="Searching">
    ${({ segments }) => html`<${Moments} first=${segments} where=${where} />`}
  </${Answered}>`;
}

function Moments({ first, where }) {
  const list = useMore("search_browse", { filters: where }, first, (data) => data.segments);
  const edges = list.pages.flatMap(({ nodes }) => nodes.map((node) => ({ node: { ...node, __typename: "Segment" }, snippet: node.text, highlights: [] })));
  if (!edges.length) return html`<p role="status">No matches. <${Link} to="/search">Search without filters</${Link}></p>`;
  return html`
    <p class="aside total" role="status">${counted(first.totalCount, "moment")}</p>
    <${Grouped} edges=${edges} whole />
    <${More} list=${list}>More results</${More}>
  `;
}
