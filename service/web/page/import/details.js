// What is known of a talk besides its file, and what an import does with a talk that is there.
import { html } from "../preact.js";
import { TextField } from "../edit/fields.js";

/** `ofAddress`: the talk is imported from its address. */
export function Details({ errors, ofAddress }) {
  return html`<details class="details">
    <summary>Details (optional)</summary>
    <p class="aside">They take the place of what the file says.</p>
    <${TextField} name="title" label="Title" error=${errors.title} longest=${500} />
    ${!ofAddress && html`<${TextField} name="url" type="url" label="Address of the talk" error=${errors.url} longest=${2000} />`}
    <${TextField} name="publishedOn" type="date" label="Published on" error=${errors.publishedOn} />
    <${TextField} name="channel" label="Channel" error=${errors.channel} longest=${200} />
    <${TextField} name="speaker" label="Speaker, if the file names none" longest=${200} />
    <${TextField} name="speakerCount" type="number" label="Number of speakers in a recording" error=${errors.speakerCount} />
  </details>`;
}

/** What becomes of a talk whose words the graph has, such as a better transcript of a recording. */
export function SameWords() {
  return html`<div><label>If the graph has the words already<select name="sameWords">
    <option value="REFUSE">Do not import them</option>
    <option value="REPLACE">Replace that talk, under its corrections</option>
    <option value="KEEP_BOTH">Keep both talks</option>
  </select></label></div>`;
}

/** The metadata for `importTalk` from the form's fields. */
export function metadataOf({ elements }) {
  const given = (name) => elements[name]?.value.trim();
  const fields = ["title", "url", "publishedOn", "channel"].filter(given).map((name) => [name, given(name)]);
  const count = given("speakerCount") && { speakerCount: Number(given("speakerCount")) };
  return { ...Object.fromEntries(fields), ...count, ...(given("speaker") && { speakers: [{ name: given("speaker") }] }) };
}
