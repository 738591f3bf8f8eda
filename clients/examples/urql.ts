// urql with its normalized cache: the same.
import { Client, fetchExchange } from "@urql/core";
import { cacheExchange } from "@urql/exchange-graphcache";
import { relayPagination } from "@urql/exchange-graphcache/extras";
import { possibleTypes, valueTypes } from "./cache-types.js";
import { DeleteDocument, MapDocument, TalkDocument } from "./generated.js";

declare const process: { argv: string[] };

const cache = cacheExchange({
  possibleTypes,
  keys: Object.fromEntries(valueTypes.map((name) => [name, () => null])),
  resolvers: { Video: { entities: relayPagination() } },
});

const client = new Client({ url: `${process.argv[2]}/graphql`, exchanges: [cache, fetchExchange], preferGetMethod: false });
const by = { slug: "videograph-lecun-leaves-meta" };
const first = await client.query(TalkDocument, { by, first: 2 }).toPromise();
const after = first.data?.video?.entities.pageInfo.endCursor;
const { data, error } = await client.query(TalkDocument, { by, first: 2, after }).toPromise();
if (!data?.video) throw error ?? new Error("the talk is not there");
const { title, entities } = data.video;

const sent = [];
const maps = entities.edges.map(({ node }) => ({ where: { around: [node.id], hops: 1 } }));
for (const map of maps) sent.push((await client.query(MapDocument, map).toPromise()).data);
const kept = maps.map((map) => client.readQuery(MapDocument, map)?.data);

const refused = await client.mutation(DeleteDocument, { input: { video: "no-such-talk" } }).toPromise();
const fault = refused.data?.deleteVideo;
const code = fault && "code" in fault ? fault.code : undefined;
const names = entities.edges.map(({ node }) => node.name);
console.log(JSON.stringify({ title, count: entities.totalCount, names, maps: JSON.stringify(kept) === JSON.stringify(sent), code }));
