// Runs before a page's own scripts and writes down when what happened, in milliseconds from the start of the visit.
// A page that is opened with `?touch` is touched as soon as its form can be sent.
if (location.protocol.startsWith('http')) {
    // Every visit is a first one.
    sessionStorage.clear();
    const probe = (window.probe = { paint: null, loaded: null, live: null, touched: null, letter: null, tasks: [], shift: 0 });
    const now = () => performance.now();
    const observe = (type, note) =>
        new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
    observe('longtask', ({ startTime, duration }) => probe.tasks.push([startTime, duration]));
    observe('layout-shift', ({ value, hadRecentInput }) => (probe.shift += hadRecentInput ? 0 : value));
    observe('paint', ({ name, startTime }) => name === 'first-contentful-paint' && (probe.paint = startTime));
    addEventListener('load', () => (probe.loaded = now()), { once: true });
    document.addEventListener('input', () => (probe.letter ??= now()), true);

    // Ours says it, and the other takes validation over from the browser.
    addEventListener('complaints-ready', () => (probe.live ??= now()));
    new MutationObserver(() => (probe.live ??= now())).observe(document, {
        subtree: true,
        attributeFilter: ['novalidate'],
    });

    // The memory of its program, which the first part of it has and the others share.
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const own = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await own(...given);
            probe.memory ??= Object.values((made.instance ?? made).exports).find(its => its instanceof WebAssembly.Memory);
            return made;
        };
    }

    const touch = () => {
        const root = document.querySelector('complaints-procedure')?.shadowRoot ?? document;
        const form = root.querySelector('form[method=post]');
        if (!form?.querySelector('[type=submit]')?.checkVisibility()) return requestAnimationFrame(touch);
        probe.touched = now();
        form.querySelector('#name').focus();
    };
    if (location.search === '?touch') requestAnimationFrame(touch);
}
