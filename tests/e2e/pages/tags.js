// Puts tags of the complaints page into this page, one after the other: as they are served, as others left
// them, or empty; and fills them in as fast as a script can. Stands in the page as `tags`.
const fold = text => text.replace(/\s+/g, ' ').trim();
const pause = () => new Promise(next => requestAnimationFrame(() => setTimeout(next)));

/** Waits until it is so. */
const until = async isSo => {
    for (const start = performance.now(); performance.now() - start < 10_000; await pause()) {
        const found = isSo();
        if (found) return found;
    }
    throw new Error(`waited in vain for ${isSo}`);
};

/** Numbers that look random, the same for the same seed (mulberry32). */
const seeded = seed => {
    const next = () => {
        seed = (seed + 0x6d2b79f5) | 0;
        let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
    next();
    return { below: many => Math.floor(next() * many), one: list => list[Math.floor(next() * list.length)] };
};

let served;

/** A tag as it is served, which stands in no page yet. */
async function asServed() {
    served ??= new DOMParser()
        .parseFromString(await (await fetch('/')).text(), 'text/html')
        .querySelector('complaints-procedure template');
    const tag = document.createElement('complaints-procedure');
    tag.attachShadow({ mode: 'open' }).append(document.importNode(served.content, true));
    return tag;
}

/** Puts a tag into the page; what comes back waits until it is live. */
function put(tag) {
    const ready = new Promise(done => tag.addEventListener('complaints-ready', done, { once: true }));
    tag.setAttribute('loading', 'eager');
    document.body.append(tag);
    return ready.then(pause);
}

/** Takes a tag out, with all that it kept. */
function drop(tag) {
    tag.remove();
    sessionStorage.clear();
}

/** What holds the page; where others took that, all that is there. */
const root = tag => tag.shadowRoot.querySelector('.cp-root') ?? tag.shadowRoot;
const all = (tag, selector) => [...root(tag).querySelectorAll(selector)].filter(element => element.checkVisibility());

/** Everything that can be read, a line for each; how many characters are left depends on who typed how many. */
const words = tag =>
    root(tag).innerText.split('\n').map(fold).filter(Boolean).map(line => line.replace(/\d+ characters/, 'n characters'));

/** The control of a name that a person would meet first. */
const control = (tag, name) => all(tag, `[name="${name}"], [id="${name}"]`).find(found => found.matches('input, textarea')) ?? null;

function type(box, text) {
    box.value = text;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    box.dispatchEvent(new Event('change', { bubbles: true }));
}

/** What a person answers in words; each says so much that it is found again. */
const ANSWERS = {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    address: '12 St James’s Square\nLondon',
    phone: '020 7946 0958',
    case_reference: 'T-20417',
    description: 'The March bill charges twice for extension 204.',
    services: 'SIP and numbers',
    problem_dates: '1 March 2026, from 9:00',
    desired_outcome: 'A correction and a credit',
    help_needed: 'Large print',
};

/** The button that goes on from the form. */
const submitButton = tag => all(tag, '[type=submit]').find(button => button.closest('form')?.method === 'post');

/** Presses it, and sees the messages: what is missing in the summary and beside its control. */
async function messages(tag) {
    submitButton(tag).click();
    const summary = await until(() => all(tag, '[role=alert]')[0]);
    await pause();
    const links = [...summary.querySelectorAll('a')].map(link => fold(link.textContent));
    const beside = all(tag, '[id$="-error"]').map(message => fold(message.textContent));
    return { links, missing: links.filter(link => !beside.some(message => message.endsWith(link))) };
}

/** Sends what stands in the form; the answer is the reference. */
async function send(tag) {
    submitButton(tag).click();
    const step = await until(() => root(tag).querySelector('#step-check:not([hidden])'));
    await pause();
    const buttons = [...step.querySelectorAll('button')].filter(button => button.checkVisibility());
    const sendButton = buttons.find(button => fold(button.textContent) === 'Send complaint') ?? buttons.at(-2);
    sendButton.click();
    return fold((await until(() => all(tag, '#reference')[0])).textContent);
}

window.tags = { fold, pause, until, seeded, asServed, put, drop, root, all, words, control, type, ANSWERS, messages, send };
