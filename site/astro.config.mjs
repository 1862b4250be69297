import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

import { address } from "./src/docs/address.mjs";
import { sidebar } from "./src/docs/sidebar.mjs";

export default defineConfig({
  site: address("homepage"),
  // Each page is a folder with an index.html.
  trailingSlash: "always",
  // A link that is fetched before it is followed is a connection, which the playground forbids.
  prefetch: false,
  // The worker of the playground imports the package, which is a module.
  vite: { worker: { format: "es" } },
  integrations: [
    starlight({
      title: "aicc",
      defaultLocale: "root",
      locales: {
        root: { label: "English", lang: "en" },
        "zh-cn": { label: "简体中文", lang: "zh-CN" },
      },
      sidebar: sidebar(),
      customCss: ["./src/styles/site.css"],
      components: { SocialIcons: "./src/components/HeaderLinks.astro" },
      // src/pages has one in both languages.
      disable404Route: true,
      markdown: { processedDirs: ["../docs", "./generated", "..", "../examples", "../bindings"] },
    }),
  ],
});
