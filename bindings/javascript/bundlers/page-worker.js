const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });

globalThis.checked = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message));
});
