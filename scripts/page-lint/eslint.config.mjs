// ESLint's recommended rules, and that hooks are called in the same order each time.
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";

// What the page uses of a browser. Not all that there is: `name`, `find` or `event` would be a slip of ours.
const BROWSER = `
  AbortController AbortSignal Blob CSS DOMMatrix DataTransfer FormData KeyboardEvent MutationObserver Path2D ResizeObserver SVGElement TextDecoderStream URL URLSearchParams XMLSerializer addEventListener
  clearInterval clearTimeout crypto document fetch getComputedStyle history innerHeight localStorage location matchMedia navigator parent performance removeEventListener requestAnimationFrame sessionStorage
  scrollTo scrollY setInterval setTimeout window
`;

// The same of Node.js, in tests/page.
const NODE = "Response ReadableStream TextEncoder clearImmediate setImmediate";

const namesOf = (list) => Object.fromEntries(list.trim().split(/\s+/).map((name) => [name, "readonly"]));

export default [
  { ignores: ["**/preact-*.js", "**/d3-*.js"] },
  {
    languageOptions: { globals: namesOf(BROWSER) },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { hooks },
    // Not `exhaustive-deps`: an effect of ours names what it waits for, which is often less than what it reads.
    rules: { ...js.configs.recommended.rules, "hooks/rules-of-hooks": "error" },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: namesOf(NODE) } },
];
