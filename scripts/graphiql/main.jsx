// The GraphiQL page. The tabs come from the files that the page names; a query in the address comes first.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { Kind, parse } from "graphql";
import { createRoot } from "react-dom/client";

const root = document.getElementById("graphiql");
const { endpoint, examples } = root.dataset;

async function readExample({ file, variables }) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  const query = (await response.text()).trimEnd();
  return { query, variables: variables ? JSON.stringify(variables, null, 2) : "" };
}

const send = createGraphiQLFetcher({ url: endpoint });

// Just after a change of tabs GraphiQL still names the operation of the tab before: a single one needs no name.
function fetcher(request, options) {
  return send(isSingle(request.query) ? { ...request, operationName: undefined } : request, options);
}

function isSingle(query) {
  try {
    return parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
  } catch {
    return false; // what is wrong with it, the server says
  }
}

const address = new URLSearchParams(location.search);
const tabs = await Promise.all(JSON.parse(examples).map(readExample));
// On a later visit GraphiQL has kept the reader's own tabs, and adds to them what the address asks for.
const visited = localStorage.getItem("graphiql:tabState") !== null;
let shown = {};
if (address.has("query")) {
  shown = { query: address.get("query"), variables: address.get("variables") ?? "" };
  tabs.unshift(shown);
} else if (!visited) {
  // It does not take over the variables of the first tab by itself.
  shown = { variables: tabs[0].variables };
}

createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    defaultTabs={tabs}
    query={shown.query}
    variables={shown.variables}
    defaultQuery=""
    isHeadersEditorEnabled={true}
    shouldPersistHeaders={false}
  />,
);
