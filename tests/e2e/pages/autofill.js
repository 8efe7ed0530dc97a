// Fills boxes in every way that browsers and password managers have. Stands in the page as `autofill`, after `tags`.
const { pause, until, seeded, asServed, put, drop, root, all, control, send } = tags;

/** What is put into each control. */
const VALUES = {
    name: 'Grace Hopper',
    email: 'grace@example.com',
    address: '1 Navy Yard\nLondon',
    phone: '+44 20 7946 0958',
    case_reference: 'T-1906',
    description: 'Filled in by a browser, which tells nobody of it.',
    services: 'VoIP',
    desired_outcome: 'An explanation',
    category: 'billing',
    complained_before: 'yes',
    'first_complained_on-day': '27',
    'first_complained_on-month': '3',
    'first_complained_on-year': '2026',
};

const CHECK = { 'cisas-complained-day': '2', 'cisas-complained-month': '3', 'cisas-complained-year': '2026', 'cisas-fraud': 'no' };

/** What is told after a value has changed; before it, and in other orders, too. */
const EVENTS = [
    [], ['change'], ['input'], ['change', 'input'], ['input', 'change'], ['keydown', 'input', 'keyup', 'change'], ['keydown', 'keyup'],
    ['focus', 'change', 'blur'], ['blur'],
];

const boxes = (tag, name) => [...root(tag).querySelectorAll(`[name="${name}"]`)];

/** Puts a value into a control, past everything that watches it. */
function set(tag, name, value) {
    const [box] = boxes(tag, name);
    if (box.type === 'radio' || box.type === 'checkbox') {
        const chosen = boxes(tag, name).find(box => box.value === value);
        chosen.checked = true;
        return chosen;
    }
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), 'value').set.call(box, value);
    return box;
}

const tell = (box, events, bubbles) => {
    for (const type of events) box.dispatchEvent(new Event(type, { bubbles, composed: bubbles }));
};

/** What is seen in a control. */
const seen = (tag, name) => {
    const all = boxes(tag, name);
    return /radio|checkbox/.test(all[0].type) ? (all.find(box => box.checked)?.value ?? '') : all[0].value;
};

window.autofill = {
    /** One form that is filled, by a seed; when it is filled is `before`, `during` or `after` it comes alive, or mixed. */
    async fill(seed) {
        const random = seeded(seed);
        const tag = await asServed();
        const done = [];
        const wrong = [];
        const fill = (names, values) => {
            for (const name of names) {
                const events = random.one(EVENTS);
                const bubbles = random.below(2) === 0;
                done.push(`${name}: ${events}${bubbles ? ', bubbling' : ''}`);
                if (random.below(6) === 0) tell(boxes(tag, name)[0], events, bubbles);
                tell(set(tag, name, values[name]), events, bubbles);
            }
        };
        try {
            const phases = [[], [], []];
            for (const name of Object.keys(VALUES)) phases[random.below(3)].push(name);
            const checks = Object.keys(CHECK);
            const ready = put(tag);
            fill(phases[0], VALUES);
            if (random.below(2)) fill(checks.splice(0, 2), CHECK);
            const during = new Promise(next => tag.addEventListener('complaints-ready', () => next(fill(phases[1], VALUES)), { once: true }));
            await during;
            await ready;
            fill(phases[2], VALUES);
            fill(checks, CHECK);
            if (random.below(2)) await pause();
            all(tag, '#cisas-check [type=submit]')[0].click();
            await until(() => all(tag, '#cisas-result')[0]);
            if (!root(tag).querySelector('.cp-check-result').textContent.includes('2 March 2026')) wrong.push('the self-check knows another date');
            for (const [name, value] of Object.entries({ ...VALUES, ...CHECK }))
                if (seen(tag, name) !== value) wrong.push(`${name}: ${JSON.stringify(seen(tag, name))} is seen`);
            const reference = await send(tag);
            return { done, wrong, reference };
        } catch (error) {
            const summary = tag.shadowRoot.querySelector('[role=alert]')?.innerText;
            return { done, wrong: [...wrong, summary, String(error.stack ?? error)] };
        } finally {
            await pause();
            drop(tag);
        }
    },
};
