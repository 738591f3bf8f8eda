// Where the vendored parts of D3 are named, once.
export * from "./d3-force-3.0.0-d3-zoom-3.0.0-d3-drag-3.0.0.js";
