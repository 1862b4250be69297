/** Measures the playground, and prints the figures: `node site/tests/playground/measure.ts`. It asserts nothing. */
import { Site } from "./browser.ts";

const RUNS = 5;
const site = await Site.start();
await load();
await keystrokes();
await site.stop();

/** The bytes of the page, and the times of its start. */
async function load(): Promise<void> {
    const marks: Record<string, number[]> = { "aicc-start": [], "aicc-module": [], "aicc-first-verdict": [] };
    for (let run = 0; run < RUNS; run += 1) {
        const opened = await site.open();
        for (const [name, times] of Object.entries(marks)) {
            times.push(await opened.page.evaluate((mark) => performance.getEntriesByName(mark)[0]?.startTime ?? 0, name));
        }
        if (run === 0) {
            const entries = await opened.page.evaluate(() =>
                [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].map((entry) => ({
                    name: new URL(entry.name).pathname,
                    bytes: (entry as PerformanceResourceTiming).encodedBodySize,
                })),
            );
            for (const { name, bytes } of entries) print(`transferred, brotli: ${name}`, bytes, "bytes");
            print("transferred, brotli: all", entries.reduce((sum, entry) => sum + entry.bytes, 0), "bytes");
        }
        await opened.close();
    }
    const after = (name: string) => (marks[name] ?? []).map((time, run) => time - (marks["aicc-start"]?.[run] ?? 0));
    print(`the script starts after the navigation, median of ${RUNS}`, median(marks["aicc-start"] ?? []), "ms");
    print("the module is compiled after the script starts, median", median(after("aicc-module")), "ms");
    print("the first verdict is shown after the script starts, median", median(after("aicc-first-verdict")), "ms");
    print("the first verdict is shown after the script starts, smallest", Math.min(...after("aicc-first-verdict")), "ms");
}

/** The time of our code in a keystroke: the check of the message, and the places of its findings. */
async function keystrokes(): Promise<void> {
    const opened = await site.open();
    await opened.page.locator(".cm-content").focus();
    await opened.page.keyboard.press("Control+End");
    for (const letter of ' {"userAccount": "wang.xiaoming", "agentType": 7}') await opened.page.keyboard.press(letter);
    for (const name of ["aicc-check", "aicc-marks"]) {
        const times = await opened.page.evaluate(
            (wanted) => performance.getEntriesByName(wanted).map((entry) => entry.duration),
            name,
        );
        print(`${name}, median of ${times.length}`, median(times), "ms");
        print(`${name}, largest`, Math.max(...times), "ms");
    }
    await opened.close();
}

function median(numbers: number[]): number {
    return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function print(what: string, figure: number, unit: string): void {
    console.log(`${what}: ${Number(figure.toFixed(2)).toLocaleString("en")} ${unit}`);
}
