// Others at work on the page: extensions, themes, filters, minifiers, translators. Stands in the page as `hostile`,
// after `tags`.
const { pause, seeded, asServed, put, drop, root, all, words, control, type, ANSWERS, messages, send } = tags;

const make = html => {
    const template = document.createElement('template');
    template.innerHTML = html;
    return template.content.firstChild;
};

/** What others put beside ours. */
const STRANGERS = [
    '<div style="height:0"></div>', '<div></div>', '<p></p>', '<br>', '<p>Advertisement</p>', '<span>New!</span>', 'words',
    '<!-- a remark -->', '<div data-lastpass-icon-root="" style="position: relative; height: 0px"></div>', '<li>One more</li>',
    '<com-1password-button></com-1password-button>', '<grammarly-extension data-grammarly-shadow-root="true"></grammarly-extension>',
    '<img alt="" src="data:,">', '<style>p { color: red }</style>', '<input type="hidden" name="csrf" value="1">', '<hr>',
    '<label>Your star sign</label>', '<strong>!</strong>', '<fieldset class="foreign"><legend>Foreign</legend></fieldset>',
    '<a href="https://example.com/">A link</a>', '<div class="cp-error-message"></div>', '<span data-dashlanecreated="true"></span>',
];

const WRAPPERS = ['div', 'span', 'font', 'section', 'b'];

/** Attributes that others write, and take away. */
const ATTRIBUTES = [
    ['data-lpignore', 'true'], ['data-darkreader-inline-color', ''], ['title', 'Hm'], ['lang', 'fr'], ['dir', 'rtl'], ['class', 'other'],
    ['class', ''], ['id', 'other'], ['name', 'other'], ['for', 'other'], ['aria-label', 'Other'], ['aria-describedby', 'other'],
    ['aria-autocomplete', 'list'], ['autocomplete', 'nope'], ['part', 'other'], ['translate', 'yes'], ['role', 'presentation'],
    ['spellcheck', 'false'], ['data-question', 'other'], ['href', '/cdn-cgi/l/email-protection#5e'], ['style', 'color: red'],
    ['_msttexthash', '12345'], ['jsaction', 'none'],
];

/** Of these a person sees nothing any more: before the page is live they are taken away. */
const HIDING = [['hidden', ''], ['style', 'display: none'], ['inert', ''], ['aria-hidden', 'true'], ['type', 'text'], ['tabindex', '-1']];

const texts = tag => {
    const walker = document.createTreeWalker(root(tag), NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (walker.currentNode.parentElement.localName !== 'textarea') found.push(walker.currentNode);
    return found;
};

function wrap(node, tag) {
    const wrapper = document.createElement(tag);
    node.replaceWith(wrapper);
    wrapper.append(node);
}

/** Each does something to the page, and says what. */
const MUTATIONS = {
    insert(tag, random) {
        const element = random.one([...root(tag).querySelectorAll('*')].filter(element => element.localName !== 'textarea'));
        const stranger = random.one(STRANGERS);
        const where = random.one(element.matches('.cp-page') ? ['prepend', 'append'] : ['before', 'after', 'prepend', 'append']);
        element[where](make(stranger));
        return `${where} ${called(element)}: ${stranger}`;
    },
    wrap(tag, random) {
        const node = random.one(random.below(3) ? [...root(tag).querySelectorAll('.cp-page *')] : texts(tag));
        const wrapper = random.one(WRAPPERS);
        const said = `${wrapper} around ${called(node)}`;
        wrap(node, wrapper);
        return said;
    },
    remove(tag, random) {
        const node = random.one(random.below(3) ? [...root(tag).querySelectorAll('.cp-page *')] : texts(tag));
        const said = called(node);
        node.remove();
        return said;
    },
    copy(tag, random) {
        const element = random.one([...root(tag).querySelectorAll('.cp-page *')]);
        const where = random.one(['before', 'after']);
        element[where](element.cloneNode(random.below(4) > 0));
        return `${where} ${called(element)}`;
    },
    move(tag, random) {
        const element = random.one([...root(tag).querySelectorAll('.cp-page *')]);
        const others = random.below(2) ? [...element.parentElement.children] : [...root(tag).querySelectorAll('.cp-page *')];
        const other = random.one(others.filter(other => !element.contains(other)).concat(element.nextElementSibling ?? []));
        if (!other) return 'nothing';
        other.after(element);
        return `${called(element)} after ${called(other)}`;
    },
    attribute(tag, random, isLive) {
        const element = random.one([...root(tag).querySelectorAll('.cp-page *')]);
        const own = element.getAttributeNames().filter(name => !['open', 'hidden', 'type', 'value', 'aria-disabled', 'checked'].includes(name));
        if (own.length && !random.below(3)) {
            const name = random.one(own);
            element.removeAttribute(name);
            return `no ${name} on ${called(element)}`;
        }
        const [name, value] = random.one(isLive ? ATTRIBUTES : [...ATTRIBUTES, ...HIDING]);
        element.setAttribute(name, value);
        return `${name}="${value}" on ${called(element)}`;
    },
    translate(tag, random) {
        const words = random.below(2) ? text => text : text => [...text].reverse().join('');
        for (const text of texts(tag).filter(text => text.data.trim())) {
            const font = make('<font style="vertical-align: inherit"><font style="vertical-align: inherit"></font></font>');
            font.firstChild.textContent = words(text.data);
            text.replaceWith(font);
        }
        return words('all words');
    },
    words(tag, random) {
        const text = random.one(texts(tag));
        const said = called(text);
        text.data = random.one(['', 'Other words', text.data.toUpperCase(), text.data.slice(0, -1)]);
        return `${said} is “${text.data}”`;
    },
    space(tag, random) {
        const way = random.one(['more', 'less', 'trimmed']);
        if (way === 'more') for (const element of root(tag).querySelectorAll('.cp-page *')) element.before('\n  ');
        else for (const text of texts(tag)) text.data = way === 'less' ? text.data.replace(/\s+/g, ' ') : text.data.trim();
        return way;
    },
    remarks(tag, random) {
        const walker = document.createTreeWalker(root(tag), NodeFilter.SHOW_COMMENT);
        const found = [];
        while (walker.nextNode()) found.push(walker.currentNode);
        found.forEach(remark => remark.remove());
        if (random.below(2)) for (const element of root(tag).querySelectorAll('.cp-page *')) element.before(document.createComment(''));
        return `${found.length} taken`;
    },
    paragraphs(tag) {
        // As WordPress' wpautop does.
        for (const element of root(tag).querySelectorAll('fieldset, form, label')) {
            element.before(make('<p></p>'));
            element.after(make('<br>'));
        }
        return 'empty ones';
    },
    mail(tag) {
        // As Cloudflare does.
        for (const link of root(tag).querySelectorAll('a[href^=mailto]')) {
            link.href = '/cdn-cgi/l/email-protection#7a1b1e1b';
            link.innerHTML = '<span class="__cf_email__" data-cfemail="7a1b1e1b">[email&#160;protected]</span>';
        }
        return 'links';
    },
    rename(tag, random) {
        const element = random.one([...root(tag).querySelectorAll('.cp-page :is(div, p, section, h2, h3, ul, span)')]);
        const said = called(element);
        const other = make('<article></article>');
        for (const { name, value } of element.attributes) other.setAttribute(name, value);
        other.append(...element.childNodes);
        element.replaceWith(other);
        return said;
    },
};

const called = node =>
    node.nodeType === Node.TEXT_NODE ? `“${node.data.slice(0, 30)}” in ${called(node.parentElement)}` : `<${node.localName} ${[...node.attributes].map(({ name, value }) => `${name}="${value}"`).join(' ')}>`.slice(0, 90);

/** Takes what holds the page, or the page in it, in some way. */
function crack(tag, random) {
    const shell = random.one([root(tag), root(tag).firstElementChild]);
    const said = called(shell);
    const way = random.one(['removed', 'wrapped', 'unwrapped', 'without its class']);
    if (way === 'removed') shell.remove();
    if (way === 'wrapped') wrap(shell, random.one(WRAPPERS));
    if (way === 'unwrapped') shell.replaceWith(...shell.childNodes);
    if (way === 'without its class') shell.removeAttribute('class');
    return `${said} ${way}`;
}

/** Lets others at a tag, one to three times. */
function mutate(tag, random, isLive) {
    const done = [];
    for (let times = 1 + random.below(3); times; times--) {
        const name = random.one(Object.keys(MUTATIONS));
        done.push(`${name} ${MUTATIONS[name](tag, random, isLive)}`);
    }
    if (!random.below(6)) done.push(crack(tag, random));
    return done;
}

/** Answers what can be answered in words, each question or most of them. */
function answer(tag, random, answers) {
    const typed = {};
    for (const [name, text] of Object.entries(answers)) {
        const box = control(tag, name);
        if (!box || box.disabled || !random.below(5)) continue;
        type(box, text);
        typed[name] = text;
    }
    return typed;
}

/** Waits for what comes with the second part of the program: the phone lines are the first to show it. */
async function whole(tag) {
    while (!root(tag).querySelector('.cp-lines__status')) await new Promise(requestAnimationFrame);
}

/** The words of a page that was drawn where nothing stood, with an answer in it, as they would be. */
let fresh;
async function freshWords(isTouched) {
    const tag = document.createElement('complaints-procedure');
    await put(tag);
    await whole(tag);
    if (isTouched) type(control(tag, 'name'), 'Ada');
    await pause();
    const found = words(tag);
    drop(tag);
    return found;
}

/** What is wrong with a page that others were at; nothing, it is hoped. */
async function live(tag, typed, random, wrong) {
    for (const [name, text] of Object.entries(typed)) {
        const found = control(tag, name)?.value;
        if (found !== text) wrong.push(`${name} is ${JSON.stringify(found)}, typed was ${JSON.stringify(text)}`);
    }
    type(control(tag, 'name'), '');
    const { links, missing } = await messages(tag);
    if (!links.length || missing.length) wrong.push(`not beside its question: ${missing}; in the summary: ${links}`);
    for (const [name, text] of Object.entries(ANSWERS)) type(control(tag, name), text);
    all(tag, '[name=category][value=billing]')[0].click();
    return send(tag);
}

window.hostile = {
    /** One page that others were at before it was live, by a seed. */
    async before(seed) {
        fresh ??= [await freshWords(false), await freshWords(true)];
        const random = seeded(seed);
        const tag = await asServed();
        const wrong = [];
        let done = [];
        const ready = put(tag);
        try {
            // All of this before the next turn: the page cannot be live.
            const early = random.below(2) ? answer(tag, random, ANSWERS) : {};
            const [boxes] = [Object.keys(early)];
            done = mutate(tag, random, false);
            const typed = boxes.length ? early : answer(tag, random, ANSWERS);
            for (const name of Object.keys(typed)) if (!control(tag, name)) delete typed[name];
            const box = control(tag, random.one(Object.keys(typed).filter(name => name !== 'email').concat('none')));
            box?.focus();
            box?.setSelectionRange(1, 3);
            const name = box?.name;
            await ready;
            await whole(tag);
            const now = words(tag);
            // What is taken out with what holds it comes back with it.
            const isTouched = Object.keys(ANSWERS).some(name => control(tag, name)?.value);
            const expected = fresh[isTouched ? 1 : 0];
            for (const [index, line] of expected.entries())
                if (now[index] !== line) {
                    wrong.push(`line ${index} is ${JSON.stringify(now[index])}, expected ${JSON.stringify(line)}`);
                    break;
                }
            if (now.length !== expected.length) wrong.push(`${now.length} lines, expected ${expected.length}`);
            const focused = tag.shadowRoot.activeElement;
            if (box && (focused?.name !== name || focused.selectionStart !== 1 || focused.selectionEnd !== 3))
                wrong.push(`the focus was in ${name}, is on ${focused?.outerHTML.slice(0, 60)} ${focused?.selectionStart}`);
            const reference = await live(tag, typed, random, wrong);
            return { done, wrong, reference };
        } catch (error) {
            return { done, wrong: [...wrong, String(error.stack ?? error)] };
        } finally {
            await pause();
            drop(tag);
        }
    },

    /** One page that others were at while it was live, by a seed. */
    async after(seed) {
        const random = seeded(seed);
        const tag = await asServed();
        const wrong = [];
        let done = [];
        try {
            await put(tag);
            const typed = answer(tag, random, ANSWERS);
            await pause();
            done = mutate(tag, random, true);
            await pause();
            const reference = await live(tag, typed, random, wrong);
            return { done, wrong, reference };
        } catch (error) {
            return { done, wrong: [...wrong, String(error.stack ?? error)] };
        } finally {
            await pause();
            drop(tag);
        }
    },
};
