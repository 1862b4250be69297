import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";

import { repository } from "./docs/loader.mjs";

export const collections = { docs: defineCollection({ loader: repository(), schema: docsSchema() }) };
