/** Takes pictures of the playground to look at: `screenshots.ts FOLDER`; in two sizes, light and dark, in both languages. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Site } from "./browser.ts";

const folder = process.argv[2] ?? "target/playground";
mkdirSync(folder, { recursive: true });
const site = await Site.start();
for (const [size, width, height] of [["desktop", 1280, 900], ["phone", 390, 844]] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
        for (const [language, path] of [["en", "/playground/"], ["zh", "/zh-cn/playground/"]] as const) {
            await pictures(`${size}-${colorScheme}-${language}`, path, { viewport: { width, height }, colorScheme });
        }
    }
}
await site.stop();

async function pictures(name: string, path: string, options: Parameters<Site["open"]>[1]): Promise<void> {
    const opened = await site.open(path, options);
    const { page } = opened;
    const picture = (what: string) => page.screenshot({ path: join(folder, `${name}-${what}.png`), fullPage: true });
    await picture("valid");
    await page.locator(".toolbar select").nth(1).selectOption("1");
    await picture("findings");
    await page.locator("#view-tab-form").click();
    await picture("form");
    await page.locator("#view-tab-file").click();
    await page.locator(".drop > button").first().click();
    await page.locator("[data-result], .file [role=alert]").waitFor();
    await picture("file");
    await opened.close();
}
