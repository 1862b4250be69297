// The addresses of the project: Cargo.toml has them.

import { readFileSync } from "node:fs";

const manifest = readFileSync(new URL("../../../Cargo.toml", import.meta.url), "utf8");

/**
 * Returns an address of Cargo.toml without the slash at its end.
 * @param {"homepage" | "repository"} key
 */
export function address(key) {
  const found = manifest.match(new RegExp(`^${key} = "(.*?)/?"$`, "m"))?.[1];
  if (!found) throw new Error(`Cargo.toml has no ${key}`);
  return found;
}
