// The conformance vectors, and what only a browser has, in Chromium.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";

import * as aicc from "aicc";

import { launch, serve } from "./browser.js";
import { VECTOR_FILES, repositoryFile } from "./material.js";
import { runs } from "./runs.js";
import { vectorsOf } from "./vector.js";

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

describe("in Chromium, under a content security policy,", () => {
    let browser, page, server;
    const messages = [];
    before(async () => {
        server = await serve({ "Content-Security-Policy": POLICY });
        browser = await launch();
        page = await browser.newPage();
        page.on("console", (message) => messages.push(message.text()));
        page.on("pageerror", (error) => messages.push(String(error)));
        await page.goto(`${server.address}bindings/javascript/tests/page.html`);
    });
    after(async () => {
        await browser?.close();
        await server?.stop();
    });

    it("the vectors agree with the package, and are as many as in Node.js", async (test) => {
        const inChromium = await page.evaluate(async (files) => {
            const [package_, { runs }, { vectorsOf }] = await Promise.all(
                ["dist/index.js", "tests/runs.js", "tests/vector.js"].map((file) => import(`/bindings/javascript/${file}`)),
            );
            await package_.init();
            const text = async (path) => (await fetch(`/tests/${path}`)).text();
            const vectors = vectorsOf(await Promise.all(files.map((name) => text(`vectors/${name}`))));
            const { skips } = JSON.parse(await text("skips.json"));
            return runs(package_, { vectors, skips }).map(({ name, compared, differences }) => ({ name, compared, differences }));
        }, VECTOR_FILES);
        const differences = inChromium.flatMap((result) => result.differences);
        assert.equal(differences.length, 0, differences.join("\n"));

        await aicc.init();
        const vectors = vectorsOf(VECTOR_FILES.map((name) => repositoryFile(`tests/vectors/${name}`)));
        const inNode = runs(aicc, { vectors, skips: JSON.parse(repositoryFile("tests/skips.json")).skips });
        assert.deepEqual(inChromium.map(({ name, compared }) => [name, compared]), inNode.map(({ name, compared }) => [name, compared]));
        for (const { name, compared } of inChromium) test.diagnostic(`${name}: ${compared}`);
    });

    it("a worker loads the package, and sends reports to the page", async () => {
        const report = await page.evaluate(
            () =>
                new Promise((resolve, reject) => {
                    const worker = new Worker("/bindings/javascript/tests/worker.js", { type: "module" });
                    worker.onmessage = ({ data }) => resolve(data);
                    worker.onerror = (event) => reject(new Error(event.message));
                    worker.postMessage('{"password": "", "status": 9}');
                }),
        );
        assert.deepEqual(report.violations.map(({ rule, params }) => [rule, params.actual]), [["enum", 9]]);
    });

    it("an error says that there is a page in place of the module", async () => {
        const reason = await page.evaluate(async () => {
            // A module of its own, which is not loaded.
            const { init } = await import("/bindings/javascript/dist/module.js?another");
            return init(location.href).catch((error) => error.message);
        });
        assert.match(reason, /^there is a page at http.*page\.html, and not the module: .*README/);
    });

    it("a secret prints as three stars in the console", async () => {
        messages.length = 0;
        await page.evaluate(async () => {
            const { agentSignIn, Secret } = await import("/bindings/javascript/dist/index.js");
            const message = agentSignIn.parse({ password: "Xq7!pF9?" });
            console.log(message.password, `${message.password}`, JSON.stringify(message), message, new Secret("Xq7!pF9?"));
        });
        assert.equal(messages.length, 1);
        assert.ok(!messages[0].includes("Xq7") && messages[0].includes('*** {"password":"***"}'), messages[0]);
    });
});
