postMessage({ kind: "ready", templates: ["xlsx", "csv"] });
