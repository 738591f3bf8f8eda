// One line of a transcript out of its talk: the words, who says them, where and when.
import { html } from "../preact.js";
import { Link, talkAt } from "../address.js";
import { Moment } from "../statement.js";
import { cut, day, voiceOf } from "../words.js";

export function Said({ line: { text, speaker, startSeconds, url, video }, ranges = [] }) {
  const voice = voiceOf(speaker);
  return html`<li class="said-line">
    <blockquote dir="auto"><${Marked} text=${text} ranges=${ranges} /></blockquote>
    <p class="aside">
      ${voice && html`<bdi class="who">${voice}</bdi>, `}<${Link} to=${talkAt(video.slug, startSeconds)}><bdi>${video.title}</bdi></${Link}>,${" "}
      ${video.publishedOn && html`<time datetime=${video.publishedOn}>${day(video.publishedOn)}</time>, `}
      <${Moment} slug=${video.slug} seconds=${startSeconds} url=${url} />
    </p>
  </li>`;
}

/** Text with some ranges of code points marked. */
export function Marked({ text, ranges }) {
  return cut(text, ranges).map(({ text: piece, range }) => (range ? html`<mark>${piece}</mark>` : piece));
}
