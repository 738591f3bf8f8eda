// urql: the same typed document, and its document cache.
import { cacheExchange, Client, fetchExchange } from "@urql/core";
import { TalkDocument } from "./generated.js";

declare const process: { argv: string[] };

const client = new Client({ url: `${process.argv[2]}/graphql`, exchanges: [cacheExchange, fetchExchange], preferGetMethod: false });
const { data, error } = await client.query(TalkDocument, { by: { slug: "videograph-lecun-leaves-meta" }, first: 2 }).toPromise();
if (!data?.video) throw error ?? new Error("the talk is not there");
const { title, entities } = data.video;
console.log(JSON.stringify({ title, count: entities.totalCount, names: entities.nodes.map((one) => one.name) }));
