// Gives way to the other work of a page or a program.

/** After so many milliseconds of work, other work comes first: less than a frame of a screen with 60 frames a second. */
const LONGEST = 12;

interface Schedulers {
    scheduler?: { yield?(): Promise<void> };
    setImmediate?(run: () => void): void;
}

/** Lets other work run when it is time for it. */
export class Pauses {
    #end = performance.now() + LONGEST;

    /** Returns at once, or after the other work that waits. */
    async ifDue(): Promise<void> {
        if (performance.now() < this.#end) return;
        await nextTask();
        this.#end = performance.now() + LONGEST;
    }
}

function nextTask(): Promise<void> {
    const { scheduler, setImmediate } = globalThis as Schedulers;
    if (setImmediate !== undefined) return new Promise((resolve) => setImmediate(resolve));
    if (scheduler?.yield !== undefined) return scheduler.yield();
    return new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
            channel.port1.close();
            resolve();
        };
        channel.port2.postMessage(undefined);
    });
}
