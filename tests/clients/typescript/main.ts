// Asks for one talk with the generated, typed document, and prints it in one line.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { TalkDocument } from "./generated.js";

declare const process: { argv: string[] };

async function ask<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data> {
  const response = await fetch(process.argv[2], {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
    body: JSON.stringify({ query: print(document), variables }),
  });
  return (await response.json()).data;
}

const { video } = await ask(TalkDocument, { by: { slug: "videograph-lecun-leaves-meta" }, first: 2 });
if (!video) throw new Error("the talk is not there");
const title: string = video.title;
const count: number = video.entities.totalCount;
// Fields of another type than the schema's must not compile.
// @ts-expect-error
const wrong: number = video.title;
console.log(JSON.stringify({ title, count, names: video.entities.nodes.map((one) => one.name) }));
