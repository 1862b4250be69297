// The service worker of the playground: it keeps the files of the page, so that the page opens without a network. It loads nothing
// but these files: each request goes to the network first, and to the kept files if there is no network.

const CACHE = "aicc-playground";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
    const [port] = event.ports;
    event.waitUntil(
        keep(event.data.filter(isOfThePage)).then(
            () => port.postMessage("kept"),
            () => port.postMessage("not kept"),
        ),
    );
});

self.addEventListener("fetch", (event) => {
    event.respondWith(fetch(event.request).catch(() => kept(event.request)));
});

/** Keeps the files, and forgets those of an older version. */
async function keep(files) {
    const cache = await caches.open(CACHE);
    await cache.addAll(files);
    const old = (await cache.keys()).filter((request) => !files.includes(new URL(request.url).pathname));
    await Promise.all(old.map((request) => cache.delete(request)));
}

async function kept(request) {
    return (await caches.match(request)) ?? Response.error();
}

/** A path of the built site. An address with a query could carry data away. */
function isOfThePage(path) {
    return /^\/(_astro\/[\w.-]+|(zh-cn\/)?playground\/)$/.test(path);
}
