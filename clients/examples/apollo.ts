// Apollo Client: a typed document, and the normalized cache, which finds an entity of a list again by its id.
import { ApolloClient, HttpLink, InMemoryCache } from "@apollo/client";
import { NamedFragmentDoc, TalkDocument } from "./generated.js";

declare const process: { argv: string[] };

const client = new ApolloClient({
  link: new HttpLink({ uri: `${process.argv[2]}/graphql` }),
  cache: new InMemoryCache({ possibleTypes: { Entity: ["Person", "Company", "Concept", "Product", "Event"] } }),
});
const { data } = await client.query({ query: TalkDocument, variables: { by: { slug: "videograph-lecun-leaves-meta" }, first: 2 } });
const video = data?.video;
if (!video) throw new Error("the talk is not there");
// Fields of another type than the schema's do not compile.
// @ts-expect-error
const wrong: number = video.title;
const cached = video.entities.nodes.map((one) => client.readFragment({ fragment: NamedFragmentDoc, from: one })?.name);
console.log(JSON.stringify({ title: video.title, count: video.entities.totalCount, names: cached }));
