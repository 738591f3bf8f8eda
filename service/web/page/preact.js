// Where the vendored library is named, once.
export * from "./preact-11.2.0-htm-3.1.1.js";
