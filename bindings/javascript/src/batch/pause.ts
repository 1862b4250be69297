// Gives way to the other work of a page or a program.

/** After so many milliseconds of work, other work comes first: less than a frame of a screen with 60 frames a second. */
const LONGEST = 12;

/** What Node.js and Deno have. */
interface Immediate {
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

/** Not `scheduler.yield()`: it goes on before the timers, messages and replies that the page waits for. */
function nextTask(): Promise<void> {
    const { setImmediate } = globalThis as Immediate;
    if (setImmediate !== undefined) return new Promise((resolve) => setImmediate(resolve));
    return new Promise((resolve) => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
            channel.port1.close();
            resolve();
        };
        channel.port2.postMessage(undefined);
    });
}
