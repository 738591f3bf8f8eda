// Imports talks: files are dropped or chosen, or an address is given; each is sent, and followed until it is in the graph.
import { html, useEffect, useLayoutEffect, useRef, useState } from "../preact.js";
import { Heading, Loading } from "../answer.js";
import { change } from "../edit/change.js";
import { Buttons, Wrong } from "../edit/dialog.js";
import { TextField, useSending } from "../edit/fields.js";
import { may, useViewer } from "../edit/viewer.js";
import { Failure } from "../operations.js";
import { sendEach } from "./batch.js";
import { Details, SameWords, metadataOf } from "./details.js";
import { FeedOptions, Feeds, follow } from "./feeds.js";
import { Jobs, useJobs } from "./jobs.js";
import { Goes, useModels } from "./models.js";
import { sourceOf } from "./source.js";
import { counted } from "../words.js";

export function ImportPage() {
  const viewer = useViewer();
  return html`<div class="narrow import-page">
    <${Heading} title="Import talks" />
    ${!viewer ? html`<${Loading} />` : may(viewer, "INGEST") ? html`<${Importing} viewer=${viewer} />` : html`<${Refused} viewer=${viewer} />`}
  </div>`;
}

function Refused({ viewer }) {
  const enter = async () => {
    const { signIn } = await import("../signin/signin.js");
    await signIn(undefined, null);
  };
  return html`
    ${viewer.kind === "PUBLIC"
      ? html`<p>To import, sign in with a key that has the scope ingest.</p>
        <p><button type="button" onClick=${enter}>Sign in</button></p>`
      : html`<p>${viewer.name ?? "This key"} may not import: that needs a key with the scope ingest.</p>`}
    <${Feeds} viewer=${viewer} />
  `;
}

function Importing({ viewer }) {
  const jobs = useJobs();
  const [files, setFiles] = useState([]);
  const [key, renew] = useState(0);
  const clear = () => {
    setFiles([]);
    renew((before) => before + 1); // the fields are empty again
  };
  const sent = async (all = true) => {
    if (all) clear();
    await jobs.look();
  };
  return html`
    <${Choice} key=${key} files=${files} choose=${setFiles} clear=${clear} sent=${sent} />
    <${Jobs} jobs=${jobs} />
    <${ReadOffline} sent=${jobs.look} />
    <${Feeds} viewer=${viewer} look=${jobs.look} />
  `;
}

/** All talks that were read offline, for the language model of the service, if there is one. */
function ReadOffline({ sent }) {
  const models = useModels(1);
  const [told, tell] = useState(null);
  const { form, submit, busy, fault } = useSending(async () => {
    const { count } = await change("re_extract", { readBy: "offline", extractor: "llm" });
    tell(count ? `${counted(count, "talk")} will be extracted again.` : "No talk was read offline.");
    await sent();
  }, []);
  if (!models?.used) return null;
  return html`<details><summary>Talks that were read offline</summary>
    <form ref=${form} class="form" onSubmit=${submit}>
      <p>A language model finds more in them. Each is a job, your corrections hold, and each can be undone.</p>
      <${Goes} models=${withoutEstimate(models)} />
      <${Wrong} fault=${fault} />
      ${told ? html`<p role="status">${told}</p>` : html`<p class="buttons"><button type="submit" disabled=${busy}>${busy ? "Sending…" : "Extract all again"}</button></p>`}
    </form>
  </details>`;
}

function Choice({ files, choose, clear, sent }) {
  const chosen = useRef(null);
  const [share, setShare] = useState(null);
  const [address, setAddress] = useState("");
  const [isFeed, setFeed] = useState(false);
  const [refused, refuse] = useState(() => new Map()); // name of a file, or the address → why it was not accepted
  const over = useDrop((dropped) => {
    chosen.current.files = dropped; // so that the field says which, too
    choose([...dropped]);
    chosen.current.focus();
  });
  const stopping = useRef(new AbortController());
  useEffect(() => () => stopping.current.abort(), []);
  const things = [...files, ...(address ? [address] : [])];
  const isFeedAlone = isFeed && address && !files.length;
  const { form, submit, busy, errors, fault } = useSending(async () => {
    const { elements } = form.current;
    const extractor = elements.extractor?.value ?? "offline";
    const metadata = things.length === 1 ? metadataOf(form.current) : {};
    const send = async (thing, place) => {
      const name = thing.name ?? thing;
      const told = (part) => setShare({ name, part: (place + part) / things.length });
      told(0);
      if (thing === address && isFeed) return follow(thing, elements, extractor);
      const source = thing === address ? { url: thing } : await sourceOf(thing, told, stopping.current.signal);
      const rest = { extractor, sameWords: elements.sameWords.value, ...(Object.keys(metadata).length > 0 && { metadata }) };
      return change("import_talk", { source, ...rest, background: things.length > 1 });
    };
    const { accepted, refused: faulty, left, fault: last } = await sendEach(things, send);
    const kept = [...faulty.map(({ thing }) => thing), ...left]; // what was accepted is not sent again
    if (!kept.length) return sent();
    const ofAddress = faulty.find(({ thing }) => thing === address)?.fault;
    if (ofAddress?.field === "url") ofAddress.field = "address";
    refuse(new Map(faulty.map(({ thing, fault: { message } }) => [thing.name ?? thing, message])));
    const remaining = new DataTransfer();
    kept.filter((thing) => thing !== address).forEach((file) => remaining.items.add(file));
    chosen.current.files = remaining.files; // so that the field says which, too
    choose([...remaining.files]);
    if (address && !kept.includes(address)) {
      elements.address.value = "";
      setAddress("");
    }
    if (accepted) sent(false);
    if (last || things.length === 1) throw last ?? faulty[0].fault;
    throw new Failure(`${counted(accepted, "import")} accepted, ${faulty.length} not.`, "PARTLY");
  }, ["title", "publishedOn", "channel", "speakerCount", "address", "since", "limit", ...(address ? [] : ["url"])]);
  const listed = files.length > 1 || files.some(({ name }) => refused.has(name));
  return html`<form ref=${form} class="form import-form" onSubmit=${submit}>
    <div class=${over ? "drop over" : "drop"}>
      <label>
        <span class="drop-title">Drop transcripts or recordings here, or choose files</span>
        <input ref=${chosen} type="file" multiple disabled=${busy} aria-describedby="import-formats" onChange=${({ target }) => choose([...target.files])} />
      </label>
      <p class="aside" id="import-formats">Captions and transcripts such as VTT, SRT, JSON, TTML or plain text; audio and video such as MP3, M4A, WAV, WebM or MP4, whose words are recognized. The format is detected.</p>
    </div>
    <${AddressField} ...${{ address, isFeed, setFeed, errors }} set=${setAddress} refused=${files.length > 0 && refused.get(address)} />
    ${things.length > 0 && html`
      ${listed && html`<ul class="files" aria-label="Chosen files">${files.map(({ name, size }) => html`<li key=${name}>
        ${name} <span class="aside">${sizeOf(size)}</span>${refused.has(name) && html`<p class="error">${refused.get(name)}</p>`}
      </li>`)}</ul>`}
      ${things.length === 1 && !isFeedAlone && html`<${Details} errors=${errors} ofAddress=${Boolean(address)} />`}
      ${!isFeedAlone && html`<${SameWords} />`}
      <${Extractor} files=${files} busy=${busy} />
      ${busy && share && html`<p role="status">Sending ${share.name}… <progress max="1" value=${share.part} aria-label="Sent"></progress></p>`}
      <${Wrong} fault=${fault} />
      <${Buttons} close=${clear} busy=${busy && "Sending…"}>${isFeedAlone ? "Follow" : files.length > 1 ? `Import ${files.length} files` : "Import"}</${Buttons}>
    `}
  </form>`;
}

/** Where a talk or a feed is, instead of a file. */
function AddressField({ address, set, isFeed, setFeed, errors, refused }) {
  return html`
    <${TextField} name="address" type="url" label="Or give an address: of a video on YouTube, a page, a transcript, a recording or a feed" error=${errors.address ?? refused}
      longest=${2000} onInput=${({ target }) => set(target.value.trim())} />
    ${address && html`<label class="check"><input type="checkbox" name="feed" checked=${isFeed} onChange=${({ target }) => setFeed(target.checked)} /> It is a feed (RSS, Atom): import its episodes, and follow it for new ones</label>`}
    ${address && isFeed && html`<${FeedOptions} errors=${errors} />`}
  `;
}

const A_WORD = 9; // bytes of captions, with their times

/** The choice of an extractor, if there is one: where the text goes, and what all files take. What an address takes is not known. */
function Extractor({ files, busy }) {
  const [chosen, choose] = useState("offline");
  const found = useModels(Math.ceil(files.reduce((sum, { size }) => sum + size, 0) / A_WORD) || 1);
  if (!found) return null;
  const models = files.length || !found.used ? found : withoutEstimate(found);
  return html`${models.used && html`<div><label>Extractor<select name="extractor" value=${chosen} disabled=${busy} onChange=${({ target }) => choose(target.value)}>
      <option value="offline">Offline: quick, finds few connections</option>
      <option value="llm">${models.used.name}, a language model</option>
    </select></label></div>`}
    ${(chosen === "llm" || !models.used) && html`<${Goes} models=${models} />`}`;
}

/** The same models, where nobody has counted the words. */
const withoutEstimate = (models) => ({ ...models, used: { ...models.used, estimate: null } });

/** Whether files are held over the window; `drop` gets those that are let go anywhere on it. */
function useDrop(drop) {
  const [over, set] = useState(false);
  const latest = useRef(drop);
  latest.current = drop;
  // In the layout, so that what the page shows can take a file at once.
  useLayoutEffect(() => {
    const has = ({ dataTransfer }) => dataTransfer?.types.includes("Files");
    const hold = (event) => {
      if (!has(event)) return;
      event.preventDefault(); // otherwise the browser would open the file
      set(true);
    };
    const leave = (event) => event.relatedTarget || set(false);
    const release = (event) => {
      if (!has(event)) return;
      event.preventDefault();
      set(false);
      if (event.dataTransfer.files.length) latest.current(event.dataTransfer.files);
    };
    const heard = { dragenter: hold, dragover: hold, dragleave: leave, drop: release };
    for (const [name, hear] of Object.entries(heard)) addEventListener(name, hear);
    return () => Object.entries(heard).forEach(([name, hear]) => removeEventListener(name, hear));
  }, []);
  return over;
}

const sizeOf = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
