// Proposed duplicates: pairs of entities that may be the same. One click merges a pair or keeps it apart, and Undo takes that back.
import { html, useCallback, useEffect, useState } from "../preact.js";
import { Answered, Heading, Loading } from "../answer.js";
import { change } from "../edit/change.js";
import { say } from "../edit/notice.js";
import { may, useViewer } from "../edit/viewer.js";
import { read } from "../operations.js";
import { EntityLink } from "../statement.js";
import { clock, counted, KINDS, number, sentence } from "../words.js";

export function DuplicatesPage() {
  const viewer = useViewer();
  return html`<div class="narrow duplicates-page">
    <${Heading} title="Possible duplicates" />
    ${!viewer ? html`<${Loading} />` : may(viewer, "CURATE") ? html`<${Proposed} />` : html`<p>To merge entities or keep them apart, sign in with a key that has the scope curate.</p>`}
  </div>`;
}

function Proposed() {
  const answer = useDuplicates();
  const [decided, decide] = useState(() => new Set());
  return html`
    <p class="aside">These names may mean the same. Merge a pair, or keep it apart: then it is not proposed again, and no import merges it.</p>
    <${Answered} answer=${answer} what="Looking for duplicates">
      ${({ pairs, totalCount }) => {
        const left = pairs.filter((pair) => !decided.has(idOf(pair)));
        return html`
          <p role="status">${left.length ? `${counted(left.length, "pair")}, the most likely first` : "No further pairs to decide"}</p>
          <ul class="pairs">${left.map((pair) => html`<${Pair} key=${idOf(pair)} pair=${pair} done=${() => decide((before) => new Set([...before, idOf(pair)]))} />`)}</ul>
          ${totalCount > pairs.length && html`<p class="aside">${number(totalCount)} pairs have names that give a reason; less likely ones are not shown.</p>`}
        `;
      }}
    </${Answered}>`;
}

const idOf = ({ entities }) => entities.map(({ id }) => id).join(" ");

/** As `useAnswer` gives it. */
function useDuplicates() {
  const [state, set] = useState({});
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    read("/export/duplicates", stop.signal).then((data) => set({ data }), (failure) => stop.signal.aborted || set({ failure }));
    return () => stop.abort();
  }, [tries]);
  const again = useCallback(() => {
    set({});
    setTries((before) => before + 1);
  }, []);
  return { ...state, again };
}

function Pair({ pair: { entities, reasons }, done }) {
  const [busy, setBusy] = useState(false);
  const [fault, fail] = useState(null);
  // What is mentioned more often remains.
  const [kept, gone] = [...entities].sort((one, other) => other.mentionCount - one.mentionCount);
  const press = async (work) => {
    setBusy(true);
    fail(null);
    try {
      await work();
      done();
    } catch (error) {
      fail(error);
      setBusy(false);
    }
  };
  const merge = async () => {
    const { entity, decisions } = await change("merge_entities", { keep: kept.id, merge: [gone.id], ...(kept.kind !== gone.kind && { kind: kept.kind }) });
    say(`Merged “${gone.name}” into “${entity.name}”.`, decisions);
  };
  const apart = async () => {
    const { decisions } = await change("separate_entities", { entities: [kept.id, gone.id] });
    say(`“${kept.name}” and “${gone.name}” are kept apart.`, decisions);
  };
  return html`<li class="pair">
    <p class="pair-names"><${EntityLink} entity=${kept} /> and <${EntityLink} entity=${gone} /></p>
    <p class="aside">${sentence(reasons.join("; "))}</p>
    ${[kept, gone].map((one) => html`<${Side} key=${one.id} one=${one} />`)}
    <p class="actions">
      <button type="button" disabled=${busy} aria-label=${`Merge ${gone.name} into ${kept.name}`} onClick=${() => press(merge)}>Merge</button>${" "}
      <button type="button" class="plain" disabled=${busy} aria-label=${`Keep apart ${kept.name} and ${gone.name}`} onClick=${() => press(apart)}>Keep apart</button>
    </p>
    ${fault && html`<p class="error" role="alert">${fault.message}</p>`}
  </li>`;
}

function Side({ one: { name, kind, videoCount, mentionCount, said } }) {
  return html`<p class="side">
    <span class="aside">${name}: ${(KINDS[kind]?.[0] ?? kind).toLowerCase()}, ${counted(mentionCount, "mention")} in ${counted(videoCount, "talk")}.</span>${" "}
    ${said.quote ? html`“${said.quote}” <span class="aside">${said.videoTitle}, ${clock(said.startSeconds ?? 0)}</span>` : html`<span class="aside">Speaks in ${said.videoTitle}</span>`}
  </p>`;
}
