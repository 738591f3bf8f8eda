// Keys as players have them: k plays and pauses, j and l go ten seconds, the arrows five.
import { onKeys } from "../keys.js";
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
