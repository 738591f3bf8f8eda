// Apollo Client: a list that grows page by page, an entity found again by its id, a map that is no entity, a refused mutation.
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";
import { possibleTypes, valueTypes } from "./cache-types.js";
import { DeleteDocument, MapDocument, NamedFragmentDoc, TalkDocument } from "./generated.js";

declare const process: { argv: string[] };

const cache = new InMemoryCache({
  possibleTypes,
  typePolicies: {
    ...Object.fromEntries(valueTypes.map((name) => [name, { keyFields: false as const }])),
    Video: { fields: { entities: relayStylePagination(["where", "orderBy"]) } },
  },
});

const client = new ApolloClient({ link: new HttpLink({ uri: `${process.argv[2]}/graphql` }), cache });
const by = { slug: "videograph-lecun-leaves-meta" };
const { data } = await client.query({ query: TalkDocument, variables: { by, first: 2 } });
// Fields of another type than the schema's do not compile.
// @ts-expect-error
const wrong: number = data?.video?.title;
// The next page, as `fetchMore` of a component asks for it: of the network, because the list that the cache has answers any page.
const after = data?.video?.entities.pageInfo.endCursor;
await client.query({ query: TalkDocument, variables: { by, first: 2, after }, fetchPolicy: "network-only" });
const video = client.readQuery({ query: TalkDocument, variables: { by, first: 2 } })?.video;
if (!video) throw new Error("the talk is not there");
const names = video.entities.edges.map(({ node }) => client.readFragment({ fragment: NamedFragmentDoc, from: node })?.name);

const around = video.entities.edges.map(({ node }) => node.id);
const maps = around.map((id) => ({ query: MapDocument, variables: { where: { around: [id], hops: 1 } } }));
const sent = [];
for (const map of maps) sent.push((await client.query(map)).data);
const kept = maps.map((map) => client.readQuery(map));

const refused = await client.mutate({ mutation: DeleteDocument, variables: { input: { video: "no-such-talk" } } });
const fault = refused.data?.deleteVideo;
const code = fault && "code" in fault ? fault.code : undefined;
const { title, entities } = video;
console.log(JSON.stringify({ title, count: entities.totalCount, names, maps: JSON.stringify(kept) === JSON.stringify(sent), code }));
