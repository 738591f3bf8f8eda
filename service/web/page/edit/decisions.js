// What people decided on an entity or a talk: who, when and why; a curator can undo it.
import { html, useEffect, useState } from "../preact.js";
import { Link, talkAt } from "../address.js";
import { useAnswer } from "../answer.js";
import { More, useMore } from "../more.js";
import { undo } from "./notice.js";
import { EntityLink } from "../statement.js";
import { may, useViewer } from "./viewer.js";
import { KINDS, moment, number, TYPES } from "../words.js";

/** Those on an entity. While none are there, nothing is shown. */
export function EntityDecisions({ entity: { id, slug } }) {
  const { data } = useAnswer("entity_decisions", { id });
  const first = data?.entity?.decisions;
  if (!first?.totalCount) return null;
  return html`<${Decisions} first=${first} operation="entity_decisions" variables=${{ id }} pick=${(more) => more.entity.decisions} slug=${slug} />`;
}

/** Those on a talk; `tell` gets how many there are. */
export function TalkDecisions({ slug, tell }) {
  const { data } = useAnswer("video_decisions", { slug });
  const first = data?.video?.decisions;
  const count = first?.totalCount ?? 0;
  useEffect(() => tell(count), [count]);
  if (!count) return null;
  return html`<${Decisions} first=${first} operation="video_decisions" variables=${{ slug }} pick=${(more) => more.video.decisions} slug=${slug} />`;
}

function Decisions({ first, operation, variables, pick, slug }) {
  const list = useMore(operation, variables, first, pick);
  const curates = may(useViewer(), "CURATE");
  return html`<section id="decisions" aria-labelledby="decisions-head">
    <h2 id="decisions-head" tabindex="-1">Decisions <span class="count">${number(first.totalCount)}</span></h2>
    <ol class="decisions">
      ${list.pages.flatMap(({ nodes }) => nodes).map((one) => html`<${Decision} key=${one.id} decision=${one} slug=${slug} curates=${curates} />`)}
    </ol>
    <${More} list=${list}>More decisions</${More}>
  </section>`;
}

function Decision({ decision, slug, curates }) {
  const { id, at, by, reason, undoneAt, undoneBy } = decision;
  const [busy, setBusy] = useState(false);
  const [fault, fail] = useState(null);
  const takeBack = async () => {
    setBusy(true);
    fail(null);
    await undo([id]).catch(fail);
    setBusy(false);
  };
  return html`<li class=${undoneAt ? "undone" : undefined}>
    <p><span class="what"><${What} decision=${decision} slug=${slug} /></span>${undoneAt && html` <span class="tag">undone</span>`}</p>
    ${reason && html`<p>“${reason}”</p>`}
    <p class="aside">
      ${[by, moment(at)].filter(Boolean).join(", ")}${undoneAt && ` · undone${undoneBy ? ` by ${undoneBy}` : ""}, ${moment(undoneAt)}`}
    </p>
    ${curates && !undoneAt && html`<button type="button" class="plain small" disabled=${busy} onClick=${takeBack}>${busy ? "Undoing…" : "Undo"}</button>`}
    ${fault && html`<p class="error" role="alert">${fault.message}</p>`}
  </li>`;
}

function What({ decision: { kind, detail, entities, videos }, slug }) {
  const others = entities.filter((one) => one.slug !== slug);
  switch (kind) {
    case "MERGE":
      return html`Merged with “${detail}”`;
    case "SEPARATE":
      return html`Not the same as ${others.length ? others.map((one, index) => html`${index > 0 && ", "}<${EntityLink} entity=${one} />`) : "another entity"}`;
    case "RENAME":
      return html`Renamed to “${detail}”`;
    case "KIND":
      return html`Kind: ${KINDS[detail]?.[0] ?? detail}`;
    case "DROP":
      return "Left out: not an entity";
    case "DETACH":
      return html`“${detail}” is not a name of it`;
    case "REJECT_EVIDENCE":
      return html`Wrong: ${withTypeWords(detail)}<${In} videos=${videos} slug=${slug} />`;
    case "ADD_STATEMENT":
      return html`Added: ${withTypeWords(detail)}<${In} videos=${videos} slug=${slug} />`;
    case "UPDATE_VIDEO":
      return html`Corrected: ${detail}<${In} videos=${videos} slug=${slug} />`;
    case "DELETE_VIDEO":
      return "Deleted";
    case "KEEP_BOTH":
      return "Kept, although another talk has the same words";
    default: // one that the page does not know yet
      return `${kind.charAt(0)}${kind.slice(1).toLowerCase().replaceAll("_", " ")}${detail ? `: ${detail}` : ""}`;
  }
}

/** A text in which types are named as the API does. */
const withTypeWords = (text) => text.replace(/[A-Z]+_?[A-Z_]+/g, (word) => TYPES[word] ?? word);

/** The talk of a decision, where the page is of another thing. */
function In({ videos, slug }) {
  return videos.filter((one) => one.slug !== slug).map((one) => html`, in <${Link} to=${talkAt(one.slug)}>${one.title}</${Link}>`);
}
