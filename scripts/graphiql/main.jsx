// The GraphiQL page. The tabs come from the files that the page names; a query in the address comes first.
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL } from "graphiql";
import "graphiql/style.css";
import { createRoot } from "react-dom/client";

const root = document.getElementById("graphiql");
const { endpoint, examples } = root.dataset;

async function readExample(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return { query: (await response.text()).trimEnd() };
}

const asked = new URLSearchParams(location.search);
const tabs = await Promise.all(examples.split(" ").map(readExample));
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
