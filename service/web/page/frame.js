// What stands around every page: the name, the search, the way around.
import { html, useEffect, useRef } from "./preact.js";
import { EMBEDDED, entityAt, go, Link, searchFor } from "./address.js";
import { Offers, useOffers } from "./search/suggestions.js";

const OWN_SEARCH = ["/", "/search"]; // pages with a larger field of their own

export function Frame({ address, children }) {
  const { pathname } = address;
  if (EMBEDDED) return html`<main id="main" class="embed" tabindex="-1">${children}</main>`;
  const current = (path) => (pathname === path ? "page" : undefined);
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    <header class="site">
      <${Link} to="/" class="brand"><img src="/static/page/icon.svg" alt="" width="24" height="24" />Videograph</${Link}>
      ${!OWN_SEARCH.includes(pathname) && html`<${SearchBox} asked="" label="Search all talks" />`}
      <nav aria-label="Site">
        <${Link} to="/" aria-current=${current("/")}>Talks</${Link}>
        <${Link} to="/map" aria-current=${current("/map")}>Map</${Link}>
        <${Link} to="/connections" aria-current=${current("/connections")}>Connections</${Link}>
      </nav>
    </header>
    <main id="main" tabindex="-1">${children}</main>
    <footer class="site">
      <p>
        Every line here rests on words that somebody said. <a href="/graphql">GraphQL</a> · <a href="/schema.graphql">Schema</a>
      </p>
    </footer>
  `;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

/** A field for words; names that begin so are offered, and who is chosen is gone to. */
export function SearchBox({ asked, label, large = false }) {
  const field = useRef(null);
  const offers = useOffers("search", ({ slug }) => {
    field.current.value = asked;
    go(entityAt(slug));
  });
  useEffect(() => {
    field.current.value = asked;
  }, [asked]);
  const submit = (event) => {
    event.preventDefault();
    offers.close();
    const words = field.current.value.trim();
    if (words) go(searchFor(words));
    else field.current.focus();
  };
  const typed = () => offers.ask(field.current.value.trim());
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
