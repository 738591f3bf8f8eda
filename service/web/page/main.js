// The page: which address shows what, and where the reader is put when the address changes.
import { html, render, useEffect } from "./preact.js";
import { moved, placeBefore, useAddress, useMoves } from "./address.js";
import { NotFound } from "./answer.js";
import { Connections } from "./paths/connections.js";
import { EntityPage } from "./entity/entity.js";
import { Frame } from "./frame.js";
import { Home } from "./home/home.js";
import { SearchPage } from "./search/search.js";
import { Talk } from "./talk/talk.js";
import { TopicPage } from "./topic/topic.js";

const routes = [
  [/^\/$/, Home],
  [/^\/videos\/([^/]+)$/, Talk],
  [/^\/entities\/([^/]+)$/, EntityPage],
  [/^\/topics\/([^/]+)$/, TopicPage],
  [/^\/search$/, SearchPage],
  [/^\/connections$/, Connections],
];
const PATIENCE = 5000; // milliseconds that a page may take until a part of it is there
const SETTLING = 2500; // milliseconds that a page may grow until its place from before stays

function Page() {
  const address = useAddress();
  useMoves(({ replace, back }) => replace || arrive(back), []);
  useEffect(() => {
    if (!moved() && address.hash) reach(() => document.getElementById(address.hash.slice(1))?.scrollIntoView());
  }, []);
  for (const [pattern, Part] of routes) {
    const found = pattern.exec(address.pathname);
    if (found) {
      const slug = found[1] && decoded(found[1]);
      return html`<${Frame} address=${address}><${Part} key=${address.pathname} slug=${slug} address=${address} /></${Frame}>`;
    }
  }
  return html`<${Frame} address=${address}><${NotFound} title="There is no such page">This address leads nowhere.</${NotFound}></${Frame}>`;
}

/** What was typed by hand may be no encoding; then nothing is called so, and the page says that. */
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
    // A frame later: what the address leaves out or brings back is drawn by then.
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

const root = document.getElementById("page");
root.replaceChildren();
render(html`<${Page} />`, root);
