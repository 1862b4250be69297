import { check } from "./check.js";

globalThis.checked = check();
