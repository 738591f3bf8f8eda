// The field of a search. People, topics, talks and channels are suggested; so are filters, such as `speaker:gloria-zhao`.
import { html, useEffect, useRef } from "../preact.js";
import { go } from "../address.js";
import { search } from "./filters.js";
import { Offers, useOffers } from "./suggestions.js";

const KIND_OF = { speaker: "ENTITY", talk: "VIDEO", topic: "TOPIC", channel: "CHANNEL" };
const FILTER_AT_END = /(?:^|\s)(speaker|talk|topic|channel):"?([^"]*)$/iu;

/** `asked`: the words that are searched for now; `kept`: the filters within which a new search stays. */
export function SearchBox({ asked, label, kept, large = false }) {
  const field = useRef(null);
  const take = (one) => {
    if (one.to) {
      field.current.value = asked;
      go(one.to);
      return;
    }
    const typed = field.current.value;
    const at = FILTER_AT_END.exec(typed);
    const before = at ? typed.slice(0, at.index).trim() : "";
    field.current.value = `${before && `${before} `}${one.filter} `;
    field.current.focus();
  };
  const offers = useOffers("search", take);
  useEffect(() => {
    field.current.value = asked;
  }, [asked]);
  const submit = (event) => {
    event.preventDefault();
    offers.close();
    if (!search(field.current.value, kept)) field.current.focus();
  };
  const typed = () => {
    const text = field.current.value.trimStart();
    const filter = FILTER_AT_END.exec(text);
    const name = filter?.[1].toLowerCase();
    const prefix = filter ? filter[2].trim() : text.trim() || null;
    const ways = import("./ways.js"); // when somebody types
    ways.catch(() => {}); // without: no suggestions
    offers.ask(prefix, filter ? [KIND_OF[name]] : null, async (found) => (filter ? (await ways).filtersOf(found, name) : (await ways).waysTo(found)));
  };
  return html`<form role="search" class=${large ? "search large" : "search"} action="/search" onSubmit=${submit}>
    <div class="field">
      <input
        ref=${field}
        type="text"
        name="q"
        aria-label=${label}
        placeholder=${label}
        maxlength="256"
        inputmode="search"
        enterkeyhint="search"
        onInput=${typed}
        ...${offers.manners}
      />
      <${Offers} id="search" label=${label} ...${offers} />
    </div>
    <button type="submit">Search</button>
  </form>`;
}
