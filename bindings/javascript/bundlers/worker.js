import { check } from "./check.js";

check().then(postMessage);
