// The page: which address shows what, and where the reader is put when the address changes.
import { html, render, useEffect } from "./preact.js";
import { EMBEDDED, moved, placeBefore, useAddress, useMoves } from "./address.js";
import { NotFound } from "./answer.js";
import { Frame } from "./frame.js";
import { keep, release } from "./keep.js";
import { fetchPart, Later } from "./later.js";

// Each page has its own modules, which are loaded when its address is first shown. `PAGES` in service/api/http/pages.py names the same.
const routes = [
  [/^\/$/, () => import("./home/home.js"), "Home"],
  [/^\/videos\/([^/]+)$/, () => import("./talk/talk.js"), "Talk"],
  [/^\/entities\/([^/]+)$/, () => import("./entity/entity.js"), "EntityPage"],
  [/^\/topics\/([^/]+)$/, () => import("./topic/topic.js"), "TopicPage"],
  [/^\/search$/, () => import("./search/search.js"), "SearchPage"],
  [/^\/quote$/, () => import("./quote/quote.js"), "QuotePage"],
  [/^\/connections$/, () => import("./paths/connections.js"), "Connections"],
  [/^\/map$/, () => import("./explore/map_page.js"), "MapPage"],
  [/^\/import$/, () => import("./import/import.js"), "ImportPage"],
  [/^\/duplicates$/, () => import("./duplicates/duplicates.js"), "DuplicatesPage"],
];
// The same addresses with `?embed=1`: the map or the quote alone, for a frame of another site.
const embedded = [
  [/^\/videos\/([^/]+)$/, () => import("./embed/embed.js"), "EmbeddedTalk"],
  [/^\/entities\/([^/]+)$/, () => import("./embed/embed.js"), "EmbeddedEntity"],
  [/^\/map$/, () => import("./explore/map_page.js"), "EmbeddedMap"],
];

function Page() {
  const address = useAddress();
  useMoves(({ replace }) => replace || arrive(), []);
  useEffect(() => {
    if (!moved() && address.hash) keep(() => partOf(address.hash)?.scrollIntoView());
  }, []);
  const route = routeOf(address.pathname);
  return html`<${Frame} address=${address}>
    ${route
      ? html`<${Later} key=${address.pathname} ...${route} values=${{ slug: route.slug, address }} />`
      : html`<${NotFound} title="Page not found">There is nothing at this address.</${NotFound}>`}
  </${Frame}>`;
}

function routeOf(pathname) {
  for (const [pattern, load, name] of EMBEDDED ? [...embedded, ...routes] : routes) {
    const found = pattern.exec(pathname);
    if (found) return { load, name, slug: found[1] && decoded(found[1]) };
  }
  return null;
}

/** An address typed by hand may have a wrong encoding; then nothing has this slug. */
function decoded(slug) {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

// Back: where it was. To a part of the page: there. A moment is the transcript's business. Else: the top.
function arrive() {
  const place = placeBefore();
  const { hash, search } = location;
  release();
  if (place !== undefined) {
    keep(() => scrollTo(0, place));
  } else if (hash) {
    // A frame later: by then the page is drawn for the address.
    requestAnimationFrame(() => keepPart(hash));
  } else if (!new URLSearchParams(search).has("t")) {
    scrollTo(0, 0);
  }
}

/** Brings a part of the page into view; once it is there, also the focus. */
function keepPart(hash) {
  let focused = false;
  keep(() => {
    const part = partOf(hash);
    part?.scrollIntoView();
    if (!focused) part?.querySelector("h2, h3")?.focus({ preventScroll: true });
    focused ||= Boolean(part);
  });
}

const partOf = (hash) => document.getElementById(hash.slice(1));

// On paper nothing can be unfolded.
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => (one.open = true)));

function start() {
  const root = document.getElementById("page");
  root.replaceChildren();
  render(html`<${Page} />`, root);
}

const first = routeOf(location.pathname);
if (first) fetchPart(first).then(start, start);
else start();
