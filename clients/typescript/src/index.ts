export * from "./cache-types.js";
export * from "./client.js";
export * from "./errors.js";
export * from "./generated.js";
