// Relay: the compiled query of talk.js is sent, its answer normalized, and an entity of it read from the store by its id.
import relay from "relay-runtime";
import query from "./generated/talkQuery.graphql.js";

const { createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, Store } = relay;
const send = async ({ text }, variables) => {
  const body = JSON.stringify({ query: text, variables });
  return (await fetch(`${process.argv[2]}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body })).json();
};
const environment = new Environment({ network: Network.create(send), store: new Store(new RecordSource()) });
const variables = { id: "video:videograph-lecun-leaves-meta" };
environment.retain(createOperationDescriptor(query, variables));
await fetchQuery(environment, query, variables).toPromise();
const records = environment.getStore().getSource();
const video = records.get(variables.id);
const page = records.get(video['entities(first:2)'].__ref);
const names = page.edges.__refs.map((edge) => records.get(records.get(edge).node.__ref).name);
console.log(JSON.stringify({ title: video.title, count: page.totalCount, names }));
