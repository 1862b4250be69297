/** Starts the page. */
import { render } from "preact";
import { App } from "./App";
import { startWorker } from "./files/client";
import { interfaceNames } from "./code/names";
import { keepForOffline } from "./offline/keep";
import { start } from "./package/core";
import { chooseInterface } from "./settings/Choices";
import { openLink } from "./share/open";
import { language, t } from "./state";
import { startTheme } from "./theme";

async function main(): Promise<void> {
    performance.mark("aicc-start");
    language.value = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
    startTheme();
    await start();
    performance.mark("aicc-module");
    chooseInterface(interfaceNames[0] ?? "");
    openLink();
    render(<App />, root());
    performance.mark("aicc-first-verdict");
    await startWorker();
    await keepForOffline();
    document.body.dataset.ready = "";
}

function root(): HTMLElement {
    const root = document.getElementById("playground");
    if (!root) throw new Error("the page has no element for the playground");
    root.replaceChildren();
    return root;
}

main().catch((error: unknown) => {
    const place = document.createElement("p");
    place.role = "alert";
    place.textContent = t("failed", { reason: String(error) });
    document.body.prepend(place);
    throw error;
});
