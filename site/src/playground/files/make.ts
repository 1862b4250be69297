/**
 * Makes the worker. Its code and its WebAssembly are in this chunk: a worker of a `blob:` address has the content security policy
 * of the page, so it cannot connect either. A worker with an address of its own would have no policy.
 */
import BatchWorker from "./worker?worker&inline";

export function makeWorker(): Worker {
    return new BatchWorker();
}
