// Copies a quote with who says it, when and where, or the link to a moment; and says that it has.
import { html, useState } from "../preact.js";
import { talkAt } from "../address.js";
import { clock, onlyVoice, quoteLines } from "../words.js";
import { usePlayback, playback } from "./playing.js";

const SAID = 2000; // milliseconds for which "Copied" stands

/** The address of a moment, to be given to others. */
export const linkTo = (slug, seconds) => new URL(talkAt(slug, seconds && Math.floor(seconds)), location.origin).href;

/** A quote as people paste it: the words, who says them, in which talk, when, and the link. */
export function quoted({ turns, title, slug, seconds }) {
  const facts = [onlyVoice(turns), title, clock(seconds ?? 0)].filter(Boolean);
  return `${quoteLines(turns).join("\n")}\n— ${facts.join(", ")}\n${linkTo(slug, seconds)}`;
}

/** A button that copies what `text()` gives. */
export function Copy({ text, children, label, kind = "plain copy" }) {
  const [state, set] = useState(null);
  const copy = async () => {
    try {
      await write(await text());
      set("Copied");
    } catch {
      set("Not copied");
    }
    setTimeout(() => set(null), SAID);
  };
  return html`<button type="button" class=${kind} aria-label=${state ? undefined : label} onClick=${copy}>${state ?? children}</button>`;
}

export function CopyLink({ slug }) {
  const [at, set] = useState(0);
  usePlayback(({ seconds }) => set(Math.floor(seconds)), []);
  return html`<${Copy} text=${() => linkTo(slug, playback().seconds)} label=${`Copy link at ${clock(at)}`}>Copy link at ${clock(at)}</${Copy}>`;
}

// The clipboard is there on secure pages only; elsewhere what is selected can be copied.
async function write(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
  return undefined;
}
