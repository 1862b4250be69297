// Serves the page, and forwards its requests to a gateway, because a gateway answers no page of another origin.
//
//     node examples/javascript/sign-in-form/serve.js http://127.0.0.1:8043

import { createReadStream, existsSync } from "node:fs";
import { createServer, request as send } from "node:http";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const gateway = new URL(process.argv[2]);
const FOLDERS = { "/": new URL("./", import.meta.url), "/aicc/": new URL("../../../bindings/javascript/dist/", import.meta.url) };
const TYPES = { ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname.startsWith("/agentgateway/")) return forward(request, response);
    const prefix = pathname.startsWith("/aicc/") ? "/aicc/" : "/";
    const path = pathname === "/" ? "index.html" : pathname.slice(prefix.length);
    const file = new URL(path, FOLDERS[prefix]);
    const isFile = file.href.startsWith(FOLDERS[prefix].href) && extname(file.pathname) in TYPES && existsSync(file);
    response.writeHead(isFile ? 200 : 404, { "Content-Type": TYPES[extname(file.pathname)] ?? "text/plain" });
    if (isFile) createReadStream(fileURLToPath(file)).pipe(response);
    else response.end();
});

function forward(request, response) {
    const { method, url: path, headers } = request;
    const { hostname, port } = gateway;
    const outgoing = send({ hostname, port, method, path, headers: { ...headers, host: gateway.host } }, (incoming) => {
        response.writeHead(incoming.statusCode, incoming.headers);
        incoming.pipe(response);
    });
    outgoing.on("error", () => response.writeHead(502).end());
    request.pipe(outgoing);
}

server.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/`));
