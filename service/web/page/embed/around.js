// What is around a map or a quote in a frame of another site: a title, and a link back.
import { html } from "../preact.js";
import { Link } from "../address.js";
import { Heading } from "../answer.js";

/** `to`: the address of the whole page. */
export function Around({ title, to, facts, children }) {
  return html`<article class="embedded">
    <header>
      <${Heading} title=${title} />
      ${facts && html`<p class="facts">${facts}</p>`}
    </header>
    ${children}
    <p class="back"><${Link} to=${to}>Open in Videograph</${Link}></p>
  </article>`;
}
