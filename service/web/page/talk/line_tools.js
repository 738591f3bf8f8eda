// What can be done with the marked line of a transcript: watch, copy, embed, add a connection.
import { html } from "../preact.js";
import { MAY_EMBED } from "../address.js";
import { later } from "../later.js";
import { AddHere } from "../edit/talk_tools.js";
import { Watch } from "../statement.js";
import { Copy, linkTo, quoted } from "../watch/copy.js";
import { isPlayable } from "../watch/playing.js";

const QuoteCode = MAY_EMBED && later(() => import("../embed/code.js"), "QuoteCode", "");

export function LineTools({ segment: { index, startSeconds, text }, url, slug, title, voice, all }) {
  return html`<span class="line-tools">
    ${(url || isPlayable(slug)) && html`<${Watch} url=${url} slug=${slug} seconds=${startSeconds} />`}
    <${Copy} text=${() => quoted({ quote: text, voice, title, slug, seconds: startSeconds })}>Copy quote</${Copy}>
    <${Copy} text=${() => linkTo(slug, startSeconds)}>Copy link</${Copy}>
    ${MAY_EMBED && html`<${QuoteCode} slug=${slug} seconds=${startSeconds} title=${title} />`}
    <${AddHere} slug=${slug} lines=${all} index=${index} />
  </span>`;
}
