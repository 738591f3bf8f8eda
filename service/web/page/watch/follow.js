// The transcript follows what plays: its line is marked and kept in sight, until the reader scrolls elsewhere.
import { html, useEffect, useRef, useState } from "../preact.js";
import { useMoves } from "../address.js";
import { scrollToLine } from "../talk/line-in-view.js";
import { useMapKey } from "./map-key.js";
import { usePlayback } from "./playing.js";
import { segmentOn } from "./segments.js";

const SCROLLING = ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", " "];
const MARK = "data-playing";

export function Follow({ slug, segments }) {
  useMapKey();
  const [follows, set] = useState(true);
  const [active, setActive] = useState(false);
  const line = useRef(null); // index of the marked segment
  const following = useRef(true);
  following.current = follows;
  usePlayback((now) => {
    const index = now.started && now.slug === slug ? (segmentOn(segments, now.seconds)?.index ?? null) : null;
    setActive(index !== null);
    if (index === line.current && (index === null || lineOf(index)?.hasAttribute(MARK))) return;
    document.querySelector(`[${MARK}]`)?.removeAttribute(MARK);
    line.current = index;
    const shape = index !== null && lineOf(index);
    if (!shape) return;
    shape.setAttribute(MARK, "");
    if (following.current) scrollToLine(shape);
  }, [segments]);
  useEffect(() => letGo(() => set(false)), []);
  // A moment that is gone to is where reading goes on; another part of the page is not.
  useMoves(({ replace, back }) => replace || back || set(!location.hash), []);
  if (!active || follows) return null;
  const back = () => {
    set(true);
    scrollToLine(lineOf(line.current));
  };
  return html`<button type="button" class="follow-back" onClick=${back}>Back to the player</button>`;
}

const lineOf = (index) => document.getElementById(`line-${index}`);

/** Calls `release` when the reader scrolls the page by hand. */
function letGo(release) {
  const key = ({ key: name, target }) => SCROLLING.includes(name) && !target.closest("input, textarea, select, button, svg, [role=slider]") && release();
  const bar = ({ target }) => target === document.documentElement && release();
  const ways = [["wheel", release], ["touchmove", release], ["keydown", key], ["pointerdown", bar]];
  ways.forEach(([name, way]) => addEventListener(name, way, { passive: true }));
  return () => ways.forEach(([name, way]) => removeEventListener(name, way));
}
