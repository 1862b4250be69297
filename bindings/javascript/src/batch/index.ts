export { initBatch } from "./module.js";
