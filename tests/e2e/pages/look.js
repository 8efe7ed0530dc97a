// Looks at what is drawn, as an eye and a thumb would. Stands after find.js; each look answers with one line for
// each finding.

/** The same as `find`, which is asked once for each element or text. */
function once(find) {
    const found = new Map();
    return key => {
        if (!found.has(key)) found.set(key, find(key));
        return found.get(key);
    };
}

/** An element and everything that it is drawn in, across shadow roots, from inside out. */
const around = once(element => {
    const outside = element.assignedSlot ?? element.parentElement ?? element.getRootNode().host;
    return outside ? [element, ...around(outside)] : [element];
});

/** What is there to see: nothing for the ear alone, and nothing that lies behind a closed answer. */
function seen() {
    const isForTheEar = once(element => getComputedStyle(element).clipPath === 'inset(50%)');
    return all('*').filter(element =>
        element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length && !around(element).some(isForTheEar));
}

/** An element in a finding: its class and its first words. */
const called = element =>
    `${element.localName}.${element.classList.value.replaceAll(' ', '.')} “${fold(element.value || element.innerText || '').slice(0, 40)}”`;

/** The runs of text that stand in an element itself. */
const runs = element => [...element.childNodes].filter(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim());

// --- contrast ---

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** A colour of CSS as red, green, blue and alpha, from 0 to 1. */
const colour = once(css => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map(part => part / 255);
});

function over([r, g, b, a], [r2, g2, b2, a2]) {
    const alpha = a + a2 * (1 - a);
    const mix = (part, part2) => (alpha ? (part * a + part2 * a2 * (1 - a)) / alpha : 0);
    return [mix(r, r2), mix(g, g2), mix(b, b2), alpha];
}

/** What a box may be filled with: its colour, under each of those that its gradients go through. */
function fills({ backgroundColor, backgroundImage }) {
    const gradients = backgroundImage.match(/gradient\((?:[^()]|\([^()]*\))*\)/g) ?? [];
    return gradients.reduceRight((below, gradient) => {
        const stops = gradient.match(/(rgba?|color)\([^()]*\)/g);
        return stops.flatMap(stop => below.map(fill => over(colour(stop), fill)));
    }, [colour(backgroundColor)]);
}

/** The styles that a part of an element is drawn in, from inside out. */
const styles = (element, part) => [
    ...(part ? [getComputedStyle(element, part)] : []),
    ...around(element).map(at => getComputedStyle(at)),
];

/** The least contrast that a colour has with what is drawn behind it. */
function contrast(css, styles) {
    let pairs = [[colour(css), [0, 0, 0, 0]]];
    for (const style of styles) {
        const fade = ([r, g, b, a]) => [r, g, b, a * style.opacity];
        pairs = fills(style).flatMap(fill => pairs.map(pair => pair.map(layer => fade(over(layer, fill)))));
    }
    const page = colour(matchMedia('(prefers-color-scheme: dark)').matches ? 'black' : 'white');
    return Math.min(...pairs.map(pair => ratio(...pair.map(layer => over(layer, page)))));
}

function ratio(...colours) {
    const linear = part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [dark, light] = colours
        .map(([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b))
        .sort((one, other) => one - other);
    return (light + 0.05) / (dark + 0.05);
}

const isInactive = element => around(element).some(at => at.matches(':disabled, [aria-disabled=true]'));

/** Text with less contrast than 7 : 1, or than 4.5 : 1 where it is large or cannot be used now (WCAG 1.4.6). */
function paleText() {
    const isTyped = element => element.matches('textarea, input:not([type=radio], [type=checkbox])');
    const parts = seen().flatMap(element => [
        ...(isTyped(element) || runs(element).length ? [[element]] : []),
        ...['::before', '::after', '::marker']
            .filter(part => /counter|"[^"]/.test(getComputedStyle(element, part).content))
            .map(part => [element, part]),
    ]);
    return parts.flatMap(([element, part]) => {
        const [style, ...outside] = styles(element, part);
        const isLarge = parseFloat(style.fontSize) >= (style.fontWeight >= 700 ? 18.66 : 24);
        const found = contrast(style.color, [style, ...outside]);
        return found < (isLarge || isInactive(element) ? 4.5 : 7) ? [`${found.toFixed(2)} : 1 ${called(element)}${part ?? ''}`] : [];
    });
}

const CONTROLS = 'a, button, summary, input:not([type=hidden], [tabindex="-1"]), textarea';

/** Controls that can be used now, and signs in them, that stand out from what is around them by less than 3 : 1 (WCAG 1.4.11). */
function paleControls() {
    const boxes = seen().flatMap(element => {
        const isBox = !isInactive(element) && element.matches('.cp-button, textarea, input:not([type=radio], [type=checkbox])');
        const signs = element.matches(CONTROLS) ? ['::before', '::after'] : [];
        return [...(isBox ? [[element]] : []), ...signs.filter(part => getComputedStyle(element, part).content === '""').map(part => [element, part])];
    });
    return boxes.flatMap(([element, part]) => {
        const [style, ...outside] = styles(element, part);
        const edges = ['Top', 'Right', 'Bottom', 'Left']
            .filter(side => parseFloat(style[`border${side}Width`]) > 0)
            .map(side => contrast(style[`border${side}Color`], outside));
        const found = Math.max(contrast(style.backgroundColor, outside), ...edges);
        return found < 3 ? [`${found.toFixed(2)} : 1 ${called(element)}${part ?? ''}`] : [];
    });
}

/** Controls on which the focus shows by less than 3 : 1, as a ring or as another ground (WCAG 1.4.11, 2.4.13). */
function paleFocus() {
    const controls = seen().filter(element => element.matches(CONTROLS) && !element.matches(':disabled'));
    return controls.flatMap(element => {
        const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
        element.focus();
        const [style, ...outside] = styles(element);
        const [shadow] = style.boxShadow.match(/(rgba?|color)\([^()]*\)/) ?? [];
        const found = Math.max(
            parseFloat(style.outlineWidth) < 2 || style.outlineStyle === 'none' ? 0 : contrast(style.outlineColor, outside),
            shadow ? contrast(shadow, outside) : 0,
            contrast(style.backgroundColor, [{ backgroundColor, backgroundImage, opacity }, ...outside]),
        );
        return root.activeElement === element && found >= 3 ? [] : [`${found.toFixed(2)} : 1 ${called(element)}`];
    });
}

// --- targets ---

const area = rectangles => {
    const edge = (which, side) => Math[which](...rectangles.map(rectangle => rectangle[side]));
    return [edge('max', 'right') - edge('min', 'left'), edge('max', 'bottom') - edge('min', 'top')];
};

/** What is pressed or touched on less than so many pixels each way, unless it stands in a sentence (WCAG 2.5.8). */
function smallTargets(least) {
    const isInSentence = element =>
        element.localName === 'a' && getComputedStyle(element).display === 'inline' && fold(element.parentElement.textContent) !== fold(element.textContent);
    return seen().filter(element => element.matches(CONTROLS) && !isInSentence(element)).flatMap(element => {
        const touched = [element, ...(element.labels ?? [])].map(at => at.getBoundingClientRect());
        const [width, height] = area(touched);
        return width < least - 0.1 || height < least - 0.1 ? [`${width.toFixed(1)} × ${height.toFixed(1)} ${called(element)}`] : [];
    });
}

// --- room ---

/** The rectangles that a run of text is drawn in. */
function boxes(run) {
    const range = new Range();
    range.selectNodeContents(run);
    return [...range.getClientRects()].map(plain).filter(({ width, height }) => width > 1 && height > 1);
}

/** A rectangle without getters, which take longer. */
const plain = ({ left, right, top, bottom, width, height }) => ({ left, right, top, bottom, width, height });

/** Text that is cut off, leaves its box or the page, or stands on other text. */
function crampedText() {
    // Moved away by `text-indent`, a letter is drawn over.
    const isRead = element => getComputedStyle(element).textIndent === '0px';
    const lines = seen().filter(isRead).flatMap(element => runs(element).flatMap(run => boxes(run).map(box => ({ element, box }))));
    const wide = document.documentElement.clientWidth;
    const edges = once(at => {
        const { borderTopWidth, backgroundColor, overflow, display } = getComputedStyle(at);
        const isBox = display !== 'inline' && (parseFloat(borderTopWidth) || colour(backgroundColor)[3] || overflow !== 'visible');
        return isBox ? plain(at.getBoundingClientRect()) : null;
    });
    const leaves = ({ element, box }) => {
        if (box.right > wide + 1 || box.left < -1) return true;
        const slack = box.height / 4;
        return around(element).map(edges).some(edge =>
            edge && (box.left < edge.left - 1 || box.right > edge.right + 1 || box.top < edge.top - slack || box.bottom > edge.bottom + slack));
    };
    const meets = ({ element, box }) => lines.find(other =>
        other.element !== element &&
        Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1 &&
        Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > Math.min(box.height, other.box.height) / 3);
    return lines.flatMap(line => {
        if (leaves(line)) return [`leaves its box: ${called(line.element)}`];
        const other = meets(line);
        return other ? [`stands on ${called(other.element)}: ${called(line.element)}`] : [];
    });
}

/** Spreads text by the most that a reader may without losing any (WCAG 1.4.12), or no longer. */
function spreadText(spread) {
    const others = root.adoptedStyleSheets.filter(sheet => sheet !== root.spreading);
    root.spreading ??= new CSSStyleSheet();
    root.spreading.replaceSync(`
        * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
        p { margin-block-end: 2em !important }`);
    root.adoptedStyleSheets = spread ? [...others, root.spreading] : others;
    return [];
}

function openEveryAnswer() {
    all('details').forEach(details => (details.open = true));
    return [];
}
