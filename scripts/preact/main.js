// All that the page takes of Preact and HTM.
import htm from "htm";
import { h } from "preact";

export { render } from "preact";
export { memo } from "preact/compat";
export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
export const html = htm.bind(h);
