import { check } from "./check.js";

void check().then(postMessage);
