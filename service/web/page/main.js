// The page: which address shows what, and where the reader is put when the address changes.
import { html, render, useEffect } from "./preact.js";
import { EMBEDDED, moved, placeBefore, useAddress, useMoves } from "./address.js";
import { NotFound } from "./answer.js";
import { Frame } from "./frame.js";
import { fetchPart, Later } from "./later.js";

// Each page has its own modules, which are loaded when its address is first shown. `PAGES` in service/api/http/pages.py names the same.
const routes = [
  [/^\/$/, () => import("./home/home.js"), "Home"],
  [/^\/videos\/([^/]+)$/, () => import("./talk/talk.js"), "Talk"],
  [/^\/entities\/([^/]+)$/, () => import("./entity/entity.js"), "EntityPage"],
  [/^\/topics\/([^/]+)$/, () => import("./topic/topic.js"), "TopicPage"],
  [/^\/search$/, () => import("./search/search.js"), "SearchPage"],
  [/^\/connections$/, () => import("./paths/connections.js"), "Connections"],
  [/^\/map$/, () => import("./explore/map_page.js"), "MapPage"],
  [/^\/import$/, () => import("./import/import.js"), "ImportPage"],
];
// The same addresses with `?embed=1`: the map or the quote alone, for a frame of another site.
const embedded = [
  [/^\/videos\/([^/]+)$/, () => import("./embed/embed.js"), "EmbeddedTalk"],
  [/^\/entities\/([^/]+)$/, () => import("./embed/embed.js"), "EmbeddedEntity"],
  [/^\/map$/, () => import("./explore/map_page.js"), "EmbeddedMap"],
];
const PATIENCE = 5000; // milliseconds that a page may take until a part of it is there
const SETTLING = 2500; // milliseconds that a page may grow until its place from before stays

function Page() {
  const address = useAddress();
  useMoves(({ replace, back }) => replace || arrive(back), []);
  useEffect(() => {
    if (!moved() && address.hash) reach(() => document.getElementById(address.hash.slice(1))?.scrollIntoView());
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
function arrive(back) {
  const before = placeBefore();
  const { hash } = location;
  if (back && before !== undefined) {
    hold(before);
  } else if (hash) {
    // A frame later: by then the page is drawn for the address.
    requestAnimationFrame(() => reach(() => toPart(hash)));
  } else if (!new URLSearchParams(location.search).has("t")) {
    scrollTo(0, 0);
  }
}

function toPart(hash) {
  const part = document.getElementById(hash.slice(1));
  part?.scrollIntoView();
  part?.querySelector("h2, h3")?.focus({ preventScroll: true });
  return part;
}

/** Keeps the place while what comes later makes the page grow, unless the reader moves first. */
function hold(place) {
  const end = performance.now() + SETTLING;
  const signs = ["wheel", "touchstart", "pointerdown", "keydown"];
  let moved = false;
  const release = () => (moved = true);
  signs.forEach((sign) => addEventListener(sign, release, { once: true, passive: true }));
  reach(() => {
    if (!moved && scrollY !== place) scrollTo(0, place);
    return moved || performance.now() > end;
  });
}

/** Tries until it can be done: the page grows while its answer arrives. */
function reach(attempt) {
  const { pathname, hash } = location; // what is asked may change on the way
  const end = performance.now() + PATIENCE;
  const again = () => {
    if (location.pathname !== pathname || location.hash !== hash || attempt() || performance.now() > end) return;
    requestAnimationFrame(again);
  };
  again();
}

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
