// Keys as players have them: k plays and pauses, j and l go ten seconds, the arrows five.
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

/** `take` gets each key that is no typing, and returns whether it was for it. Returns what ends this. */
export function onKeys(take) {
  const press = (event) => {
    const { key, target, defaultPrevented, metaKey, ctrlKey, altKey } = event;
    if (defaultPrevented || metaKey || ctrlKey || altKey || isTyping(target)) return;
    if (take(key)) event.preventDefault();
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}

const isTyping = (target) => Boolean(target.closest?.("input, textarea, select, [contenteditable]"));
