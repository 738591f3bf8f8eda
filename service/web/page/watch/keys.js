// Keys as players have them: k plays and pauses, j and l go ten seconds, the arrows five; m leads to the map.
import { useEffect } from "../preact.js";
import { playback, skip, toggle } from "./playing.js";

const SKIPS = { j: -10, l: 10, ArrowLeft: -5, ArrowRight: 5 };

/** While the page has a player. */
export function useKeys() {
  useEffect(() => onKeys((key) => {
    if (key === "k") toggle();
    else if (SKIPS[key] && playback().started) skip(SKIPS[key]);
    else return false;
    return true;
  }), []);
}

/** `m`: the map comes into view and has the focus. */
export function useMapKey() {
  useEffect(() => onKeys((key) => {
    const map = document.getElementById("map");
    if (key !== "m" || !map) return false;
    map.scrollIntoView({ block: "nearest" });
    (map.querySelector('svg [tabindex="0"]') ?? map.querySelector("h2"))?.focus({ preventScroll: true });
    return true;
  }), []);
}

function onKeys(take) {
  const press = (event) => {
    const { key, target, defaultPrevented, metaKey, ctrlKey, altKey } = event;
    if (defaultPrevented || metaKey || ctrlKey || altKey || isTyping(target)) return;
    if (take(key)) event.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
