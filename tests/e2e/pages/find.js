// Finds things in the page's shadow root, or on a page without one, as a person would: by words and role, among what is shown.
// Before this stands what a page is asked with: `tag` (which of them is meant), `section` (questions are asked
// in it: two sections may ask the same), `optional` (the pattern of an optional question's label) and `errorPrefix`.
const host = document.querySelectorAll('complaints-procedure')[tag];
const root = !host ? document : host.shadowRoot ?? { querySelectorAll: () => [], getElementById: () => null };
const fold = text => text.replace(/\s+/g, ' ').trim();
const all = selector => [...root.querySelectorAll(selector)].filter(element => element.checkVisibility());
const byId = (element, attribute) =>
    (element.getAttribute(attribute) ?? '').split(' ').map(id => id && root.getElementById(id)).filter(Boolean);

/** The accessible name, as far as this page's ways of naming go. */
function name(element) {
    const named = byId(element, 'aria-labelledby');
    if (named.length) return fold(named.map(label => label.textContent).join(' '));
    if (element.ariaLabel) return fold(element.ariaLabel);
    if (element.matches('button, a, summary, legend, label, h1, h2, h3, h4, h5, h6')) return fold(element.textContent);
    if (element.labels?.length) return fold(element.labels[0].textContent);
    const inside = element.querySelector('legend, h1, h2, h3, h4, h5, h6');
    return inside ? fold(inside.textContent) : '';
}

const named = (selector, words) => all(selector).find(element => name(element) === words) ?? null;
const heading = words => named('h1, h2, h3, h4, h5, h6', words);
const button = words => named('button, [role=button]', words);
const link = words => named('a[href], [role=link]', words);

/** The same among what the section asks, with the word for "optional" or without. */
function asked(selector, words) {
    const asking = named('section', section);
    const labels = [words, optional.replace('{label}', words)];
    return asking && all(selector).find(element => asking.contains(element) && labels.includes(name(element))) || null;
}

/** The complaint form, once the page does by itself what it can only ask the server for without script. */
const liveForm = () => root.querySelectorAll('form[method=post][novalidate]')[0];

const label = words => asked('label', words);

/** What a question's words belong to: the control of a label, or the fieldset of a legend. */
function question(words) {
    const legend = asked('legend', words);
    return legend ? legend.parentElement : label(words)?.control ?? null;
}

/** The label of a box or an answer under a legend. */
function labelIn(legend, words) {
    const set = question(legend);
    return set && [...set.querySelectorAll('label')].find(label => fold(label.textContent) === words) || null;
}

/** The file input that belongs to a label: its control, or the native one beside the button that stands for it. */
function fileInput(words) {
    const control = question(words);
    if (control?.type === 'file') return control;
    return control?.closest('[data-question]')?.querySelector('input[type=file]') ?? null;
}

/** The inline message of a question, without its hidden prefix; null where it is not marked as wrong. */
function fieldError(words) {
    const control = question(words);
    const message = control && byId(control, 'aria-describedby').find(element => element.id.endsWith('-error'));
    if (!message) return null;
    const text = fold(message.textContent);
    return text.startsWith(errorPrefix) ? text.slice(errorPrefix.length).trim() : text;
}

const summary = () => all('[role=alert]')[0] ?? null;
const summaryLinks = () => [...(summary()?.querySelectorAll('a') ?? [])].map(link => fold(link.textContent));

/** Every shown pair of a question and its answer, lines kept apart. */
const rows = () => all('dt').map(term => [fold(term.textContent), term.nextElementSibling.innerText.trim()]);

/** Everything that can be read without opening anything. */
const visibleText = () => [...(host?.shadowRoot ?? document.body).children].map(child => child.innerText ?? '').join('\n');

/** What has the focus: its role, or its tag where it has no role of its own, and its name. */
function focused() {
    const element = root.activeElement;
    if (!element) return '';
    const role = element.getAttribute('role') ?? element.localName.replace(/^h[1-6]$/, 'heading');
    return `${role} ${name(element)}`.trim();
}

/** The parts that stand out of the page to the right, for a message. */
function sideways() {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    return [...root.querySelectorAll('*')]
        .filter(element => element.getBoundingClientRect().right > width + 0.5)
        .map(element => `${element.localName}.${element.className} ends at ${element.getBoundingClientRect().right}`);
}
