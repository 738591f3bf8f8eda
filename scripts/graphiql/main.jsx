// The GraphiQL page. The tabs come from the files that the page names; a query in the address comes first.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { createRoot } from "react-dom/client";

const root = document.getElementById("graphiql");
const { endpoint, examples } = root.dataset;

async function readExample({ file, variables }) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  const query = (await response.text()).trimEnd();
  return { query, variables: variables ? JSON.stringify(variables, null, 2) : "" };
}

const asked = new URLSearchParams(location.search);
const tabs = await Promise.all(JSON.parse(examples).map(readExample));
if (asked.has("query")) {
  tabs.unshift({ query: asked.get("query"), variables: asked.get("variables") ?? "" });
}

createRoot(root).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({ url: endpoint })}
    defaultTabs={tabs}
    defaultQuery=""
    isHeadersEditorEnabled={false}
    shouldPersistHeaders={false}
  />,
);
