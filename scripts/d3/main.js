// All that the map takes of D3.
export { drag } from "d3-drag";
export { forceCollide, forceLink, forceSimulation, forceX, forceY } from "d3-force";
export { pointer, select } from "d3-selection";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
