// The key m leads to the map.
import { useEffect } from "../preact.js";
import { onKeys } from "../keys.js";

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
