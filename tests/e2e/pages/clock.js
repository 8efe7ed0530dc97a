// A clock that the test holds: the page's timers, and the limits of its requests, wait until it is moved on.
// Stands in the page as `clock`, after it is live.
const { setTimeout, clearTimeout } = window;
const { now } = Date;
const { prototype } = XMLHttpRequest;
const { send } = prototype;

/** How far the clock was moved on, in milliseconds. */
let ahead = 0;
let last = 0;
/** Timers by their numbers, which are below zero: the browser's own are above. */
const timers = new Map();
/** Requests under way, by when they were sent, and the limits of all, in milliseconds. */
const sent = new Map();
const limits = new WeakMap();

window.setTimeout = (call, pause = 0, ...rest) => {
    if (!(pause > 0)) return setTimeout(call, 0, ...rest);
    timers.set(--last, { due: ahead + pause, call: () => call(...rest) });
    return last;
};
window.clearTimeout = timer => timers.delete(timer) || clearTimeout(timer);
Date.now = () => now() + ahead;

const { get: stamp } = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp');
Object.defineProperty(Event.prototype, 'timeStamp', { get() { return stamp.call(this) + ahead; } });

prototype.send = function (...body) {
    sent.set(this, performance.now() + ahead);
    this.addEventListener('loadend', () => sent.delete(this), { once: true });
    return send.apply(this, body);
};
Object.defineProperty(prototype, 'timeout', {
    get() { return limits.get(this) ?? 0; },
    set(limit) { limits.set(this, limit); },
});

window.clock = {
    /** Moves on by so many milliseconds; what is due on the way happens in its order. */
    async pass(milliseconds) {
        const until = ahead + milliseconds;
        for (;;) {
            const due = [...timers].filter(([, timer]) => timer.due <= until).sort(([, one], [, other]) => one.due - other.due);
            if (!due.length) break;
            const [[number, timer]] = due;
            timers.delete(number);
            ahead = Math.max(ahead, timer.due);
            timer.call();
            // What waited for it goes on, and may set another.
            await new Promise(next => setTimeout(next));
        }
        ahead = until;
        for (const [request, start] of [...sent])
            if (request.timeout && performance.now() + ahead - start >= request.timeout) request.abort();
        await new Promise(next => setTimeout(next));
    },
};
