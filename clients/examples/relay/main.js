// Relay: the compiled queries of talk.js are sent, and their answers are read from the store.
import relay from "relay-runtime";
import { valueTypes } from "../dist/cache-types.js";
import remove from "./generated/talkDeleteMutation.graphql.js";
import map from "./generated/talkMapQuery.graphql.js";
import query from "./generated/talkQuery.graphql.js";

const { ConnectionHandler, createOperationDescriptor, Environment, fetchQuery, Network, RecordSource, Store } = relay;
const send = async ({ text }, variables) => {
  const body = JSON.stringify({ query: text, variables });
  return (await fetch(`${process.argv[2]}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body })).json();
};

const environment = new Environment({
  network: Network.create(send),
  store: new Store(new RecordSource()),
  getDataID: (object, type) => (valueTypes.includes(type) ? null : object.id),
});

const read = async (query, variables) => {
  const operation = createOperationDescriptor(query, variables);
  environment.retain(operation);
  return [await fetchQuery(environment, query, variables).toPromise(), operation];
};
const page = { id: "video:videograph-lecun-leaves-meta", count: 2 };
await read(query, page);
const store = environment.getStore().getSource();
const edges = () => store.get(ConnectionHandler.getConnectionID(page.id, "talk_entities"));
await read(query, { ...page, cursor: store.get(edges().pageInfo.__ref).endCursor });
const video = store.get(page.id);
const entities = edges().edges.__refs.map((edge) => store.get(store.get(edge).node.__ref));

const sent = [];
const operations = [];
for (const { id } of [...entities].map((one) => ({ id: one.id }))) {
  const [data, operation] = await read(map, { where: { around: [id], hops: 1 } });
  sent.push(data);
  operations.push(operation);
}
const kept = operations.map(({ fragment }) => environment.lookup(fragment).data);

const fault = await new Promise((resolve, reject) => {
  relay.commitMutation(environment, { mutation: remove, variables: { input: { video: "no-such-talk" } }, onCompleted: resolve, onError: reject });
});
const { code } = fault.deleteVideo;
const names = edges().edges.__refs.map((edge) => store.get(store.get(edge).node.__ref).name);
console.log(JSON.stringify({ title: video.title, count: edges().totalCount, names, maps: JSON.stringify(kept) === JSON.stringify(sent), code }));
