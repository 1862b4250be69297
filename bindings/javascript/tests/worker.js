import { agentSignIn, init } from "../dist/index.js";

addEventListener("message", async ({ data }) => {
    await init();
    postMessage(agentSignIn.check(data));
});
