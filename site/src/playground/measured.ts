/** Measures a piece of work of the page, so that a command can read how long it took. */
export function measured<Result>(name: string, work: () => Result): Result {
    const start = performance.now();
    const result = work();
    performance.measure(name, { start, end: performance.now() });
    return result;
}
