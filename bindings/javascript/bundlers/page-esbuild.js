import core from "aicc/aicc.wasm";
import batch from "aicc/aicc-batch.wasm";

import { check } from "./check.js";

globalThis.checked = check(new URL(core, import.meta.url), new URL(batch, import.meta.url));
