// What stands around every page: the name, the search, the way around.
import { html } from "./preact.js";
import { EMBEDDED, Link } from "./address.js";
import { later } from "./later.js";
import { SearchBox } from "./search/box.js";

const Account = EMBEDDED ? null : later(() => import("./signin/account.js"), "Account", "");
const Shortcuts = EMBEDDED ? null : later(() => import("./search/shortcuts.js"), "Shortcuts", "");
const OWN_SEARCH = ["/", "/search"]; // pages with a larger field of their own

const WITH_MAP = /^\/(videos\/|entities\/|map$)/;

export function Frame({ address, children }) {
  const { pathname } = address;
  if (EMBEDDED) return html`<main id="main" class="embed" tabindex="-1">${children}</main>`;
  const current = (path) => (pathname === path ? "page" : undefined);
  return html`
    <a class="skip" href="#main" onClick=${skip}>Skip to the content</a>
    ${WITH_MAP.test(pathname) && html`<a class="skip" href="#map" onClick=${skipToMap}>Skip to the map</a>`}
    <header class="site">
      <${Link} to="/" class="brand"><img src="/static/page/icon.svg" alt="" width="24" height="24" />Videograph</${Link}>
      ${!OWN_SEARCH.includes(pathname) && html`<${SearchBox} asked="" label="Search all talks" />`}
      <nav aria-label="Site">
        <${Link} to="/" aria-current=${current("/")}>Talks</${Link}>
        <${Link} to="/map" aria-current=${current("/map")}>Map</${Link}>
        <${Link} to="/connections" aria-current=${current("/connections")}>Connections</${Link}>
        <${Link} to="/import" aria-current=${current("/import")}>Import</${Link}>
      </nav>
      <p class="account"><${Account} /></p>
    </header>
    <main id="main" class=${pathname.startsWith("/videos/") ? "of-talk" : undefined} tabindex="-1">${children}</main>
    <footer class="site">
      <p>
        Every connection comes with a quote and its second. <a href="/graphql">GraphQL</a> · <a href="/llms.txt">For agents</a><${Shortcuts} />
      </p>
    </footer>
  `;
}

/** To a point of the map; while the map is not there yet, to its heading. */
function skipToMap(event) {
  event.preventDefault();
  const map = document.getElementById("map") ?? document.querySelector(".map");
  map?.scrollIntoView();
  (map?.querySelector('.node[tabindex="0"]') ?? map?.querySelector("h2[tabindex]") ?? document.getElementById("main")).focus();
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}
