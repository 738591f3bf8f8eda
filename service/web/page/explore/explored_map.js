// A map that can be explored: `GraphMap` of ../map/map.js with expansions, paths, undo, exports and its query. It takes what `GraphMap`
// takes; `slice` is the page's own part, to which the reader adds, and `name` begins the names of saved files. The address holds the
// steps (`steps`).
import { html, useEffect, useRef, useState } from "../preact.js";
import { MAY_EMBED } from "../address.js";
import { GraphMap, MOST_POINTS } from "../map/map.js";
import { MapCode } from "../embed/code.js";
import { Tool } from "../map/controls.js";
import { counted, number } from "../words.js";
import { ExportMenu } from "./export/menu.js";
import { neighborCount, useExploration, useNeighbors } from "./exploring.js";

export function ExploredMap({ slice, onChosen, name, lit, ...rest }) {
  const exploration = useExploration(slice, MOST_POINTS);
  const [from, findFrom] = useState(null); // the entity that a path is to lead from
  const [selected, select] = useState(null);
  const around = useRef(null);

  const chose = (one) => {
    select(one?.node ?? null);
    onChosen?.(one);
    const to = one?.node?.entity.slug;
    if (!from || !to || to === from.entity.slug) return;
    findFrom(null);
    exploration.take({ kind: "path", slug: from.entity.slug, to });
  };
  useKeys({ ...exploration, selected, findFrom });
  useFocus(around, exploration);
  return html`<div class="explored" ref=${around}>
    <${GraphMap}
      ...${rest}
      slice=${exploration.slice}
      lit=${lit ?? exploration.path?.ids ?? null}
      onChosen=${chose}
      tools=${(seen) => html`<${Tools} ...${{ seen, exploration, name, label: rest.label }} />`}
      actions=${({ node }) => node && html`<${Actions} ...${{ node, exploration, findFrom }} />`}
    />
    <${Notice} ...${{ exploration, from, findFrom }} />
  </div>`;
}

function Tools({ seen, exploration: { undo, redo, hidden, take }, name, label }) {
  const [Dialog, open] = useState(null); // that of the queries, which is loaded when it is first opened
  const [failed, fail] = useState(false);
  const showQuery = () =>
    import("./query.js").then(
      ({ QueryDialog }) => {
        fail(false);
        open(() => QueryDialog);
      },
      () => fail(true),
    );
  return html`
    <${Tool} name="Undo" icon="M6 3 2.5 6.5 6 10M3 6.5h6a4 4 0 0 1 0 8H7" disabled=${!undo} press=${() => undo()} />
    <${Tool} name="Redo" icon="M10 3l3.5 3.5L10 10M13 6.5H7a4 4 0 0 0 0 8h2" disabled=${!redo} press=${() => redo()} />
    ${hidden > 0 && html`<button type="button" class="tool" onClick=${() => take({ kind: "unhide" })}>Show ${number(hidden)} hidden</button>`}
    <${ExportMenu} seen=${seen} name=${name}>
      <li><button type="button" onClick=${showQuery}>Show the query</button></li>
      ${MAY_EMBED && html`<li><${MapCode} title=${label} /></li>`}
    </${ExportMenu}>
    ${failed && html`<span class="error" role="alert">The query could not be loaded. Check the connection, then try again.</span>`}
    ${Dialog && html`<${Dialog} seen=${seen} done=${() => open(null)} />`}
  `;
}

function Actions({ node, exploration: { slice, steps, busy, take }, findFrom }) {
  const { slug } = node.entity;
  useNeighbors(slug);
  const count = neighborCount(slug, slice.nodes);
  const expanded = steps.some((step) => step.kind === "expand" && step.slug === slug);
  return html`
    ${count && html`<span class="neighbors">${number(count.here)} of ${counted(count.total, "neighbor")}</span>`}
    ${(!count || count.here < count.total) &&
    html`<button type="button" disabled=${busy} onClick=${() => take({ kind: "expand", slug })}>${expanded ? "More" : "Explore"}</button>`}
    ${expanded && html`<button type="button" onClick=${() => take({ kind: "collapse", slug })}>Collapse</button>`}
    <button type="button" onClick=${() => take({ kind: "hide", slug })}>Hide</button>
    <button type="button" onClick=${() => findFrom(node)}>Find path…</button>
  `;
}

/** What an exploration has to say: that it is under way, has failed, found no room, or waits for a second entity. */
function Notice({ exploration: { busy, failure, full, again, noPath, path }, from, findFrom }) {
  return html`<div class="map-notice" role="status">
    ${from && html`<p>Select another entity to find a path from ${from.whole ?? from.name}. <button type="button" class="plain" onClick=${() => findFrom(null)}>Cancel</button></p>`}
    ${busy && !failure && html`<p>Loading…</p>`}
    ${failure && html`<p>${failure.message} <button type="button" onClick=${again}>Try again</button></p>`}
    ${path && html`<p>${counted(path.count, "path")}, the shortest with ${counted(path.length, "connection")}</p>`}
    ${noPath && html`<p>No stated path within six steps</p>`}
    ${full > 0 && html`<p>A map holds at most ${MOST_POINTS} entities. ${counted(full, "entity")} found no room: hide or collapse some.</p>`}
  </div>`;
}

/** A button that a step takes away leaves the focus to the panel, or else to the map. */
function useFocus(around, { steps, busy }) {
  const first = useRef(true);
  useEffect(() => {
    if (first.current || document.activeElement !== document.body) {
      first.current = false;
      return;
    }
    const find = (selector) => around.current.querySelector(selector);
    (find(".chosen h3") ?? find('.node[tabindex="0"]'))?.focus({ preventScroll: true });
  }, [JSON.stringify(steps), busy]);
}

/** Enter on the selected entity explores it, Delete hides it; Ctrl+Z and Ctrl+Shift+Z undo and redo. */
function useKeys(now) {
  const latest = useRef(now);
  latest.current = now;
  useEffect(() => {
    const onKey = (event) => {
      const { selected, busy, take, undo, redo, findFrom } = latest.current;
      const onPoint = selected && event.target.closest?.(".node")?.dataset.id === selected.id;
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
        const act = event.shiftKey ? redo : undo;
        if (!act || event.target.matches?.("input, textarea")) return; // a field has an undo of its own
        act();
      } else if (onPoint && event.key === "Enter") {
        if (!busy) take({ kind: "expand", slug: selected.entity.slug });
      } else if (onPoint && event.key === "Delete") {
        take({ kind: "hide", slug: selected.entity.slug });
      } else if (event.key === "Escape") {
        findFrom(null);
        return;
      } else return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, []);
}
