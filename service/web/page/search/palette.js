// The command palette: a field that goes to talks, entities, topics, parts of the page and actions. `/` or Ctrl-K opens it.
import { html, useEffect, useRef } from "../preact.js";
import { go } from "../address.js";
import { may, useViewer } from "../edit/viewer.js";
import { openDialog } from "../edit/dialog.js";
import { searchAt } from "./filters.js";
import { openKeys } from "./keys_help.js";
import { Offers, useOffers } from "./suggestions.js";
import { waysTo } from "./ways.js";

const MOST = 12;

export const openPalette = () => openDialog("Go to", (close) => html`<${Palette} close=${close} />`);

function Palette({ close }) {
  const field = useRef(null);
  const viewer = useViewer();
  const parts = useRef(partsHere()).current;
  const actions = [...parts, ...PAGES.filter(({ scope }) => !scope || may(viewer, scope)), KEYS];
  const take = (one) => {
    close();
    if (one.act) one.act();
    else go(one.to);
  };
  const offers = useOffers("palette", take);
  const typed = () => {
    const words = field.current.value.trim();
    const own = matching(actions, words);
    const search = words && { id: "search", name: `Search for “${words}”`, what: "Search", to: searchAt({ words, filters: {} }) };
    offers.show(own);
    if (words) offers.ask(words, null, (found) => [...own, ...waysTo(found).filter(({ to }) => to), search].slice(0, MOST));
  };
  useEffect(typed, [viewer]);
  const press = (event) => (event.key === "Escape" ? close() : offers.manners.onKeyDown(event)); // the list is all that there is
  const submit = (event) => {
    event.preventDefault();
    if (offers.offered.length) offers.choose(offers.offered[0]);
  };
  return html`<form class="palette" onSubmit=${submit}>
    <div class="field">
      <input ref=${field} type="text" aria-label="Talk, entity, topic or action" placeholder="Talk, entity, topic or action" maxlength="256" onInput=${typed} ...${offers.manners} onKeyDown=${press} />
      <${Offers} id="palette" label="Go to" ...${offers} />
    </div>
    <p class="aside"><kbd>↑</kbd> <kbd>↓</kbd> choose · <kbd>Enter</kbd> go · <kbd>Esc</kbd> close</p>
  </form>`;
}

const PAGES = [
  { id: "page talks", name: "All talks", what: "Page", to: "/" },
  { id: "page map", name: "Map of all talks", what: "Page", to: "/map" },
  { id: "page connections", name: "Find connections between two", what: "Page", to: "/connections" },
  { id: "page import", name: "Import talks", what: "Page", to: "/import", scope: "INGEST" },
  { id: "page duplicates", name: "Possible duplicates", what: "Page", to: "/duplicates", scope: "CURATE" },
];
const KEYS = { id: "keys", name: "Keyboard shortcuts", what: "Help", act: openKeys };

/** The parts of the page that is open, by their headings. */
function partsHere() {
  return [...document.querySelectorAll("main section[id] > h2")].map((heading) => ({
    id: `part ${heading.parentElement.id}`,
    name: heading.firstChild?.textContent.trim() ?? "",
    what: "On this page",
    act: () => {
      heading.scrollIntoView();
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    },
  }));
}

/** Those that have a word which begins like each typed one. */
function matching(actions, words) {
  const typed = words.toLowerCase().split(/\s+/);
  return actions.filter(({ name }) => typed.every((one) => name.toLowerCase().split(/\s+/).some((word) => word.startsWith(one))));
}
