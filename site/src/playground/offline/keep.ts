/** Keeps the files of the page for a time without a network. The page works without it, too. */

/** The page in each language. */
const PAGES = ["/playground/", "/zh-cn/playground/"];

/** Gives the files of the page to the service worker. Nothing is loaded after that. */
export async function keepForOffline(): Promise<void> {
    if (!("serviceWorker" in navigator)) return;
    const register = (scope: string) => navigator.serviceWorker.register("/playground-offline.js", { scope });
    try {
        await Promise.all(PAGES.map(register));
        const { active } = await navigator.serviceWorker.ready;
        if (active) await keep(active, [...PAGES, ...loaded()]);
    } catch (error) {
        console.info("The page is not kept for a time without a network:", error);
    }
}

/** Returns the paths of the files that the page has loaded from its site. */
function loaded(): string[] {
    const addresses = performance.getEntriesByType("resource").map((entry) => new URL(entry.name));
    return addresses.filter((address) => address.origin === location.origin).map((address) => address.pathname);
}

function keep(worker: ServiceWorker, files: string[]): Promise<void> {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve) => {
        port1.onmessage = () => resolve();
        worker.postMessage(files, [port2]);
    });
}
