// Says of a copy file what `complaints check` says of it, to whoever writes it.
import start, { check, examples } from "checker";
import wasm from "checker.wasm";

let ready;
const bring = () => (ready ??= start({ module_or_path: new URL(wasm, import.meta.url) }));

/** Today in London, as YYYY-MM-DD. */
export const londonDay = () => new Intl.DateTimeFormat("sv", { timeZone: "Europe/London" }).format();

/** Everything there is to say about the text of the copy file at an address, on a day. */
export const judge = async (text, address, day = londonDay()) => {
  const [holidays] = await Promise.all([bringHolidays(text, address), bring()]);
  return check(text, day, holidays);
};

/** Dates that lead to each outcome of the self-check, for a copy file without problems. */
export const outcomeDates = async (text, day) => {
  await bring();
  return examples(text, day);
};

const bringHolidays = async (text, address) => {
  try {
    const answer = await fetch(new URL(JSON.parse(text).submit.bank_holidays, address));
    if (answer.ok) return await answer.text();
  } catch {
    // Not at hand: then nothing is said of them.
  }
};

/** Says what is wrong with the copy file of a tag: on the console, and where it is asked for, on the page. */
export const tell = async (tag, text, address) => {
  const { origin, pathname } = new URL(address);
  const name = pathname.split("/").pop();
  const findings = await judge(text, address);
  for (const { severity, text } of findings) if (severity === "problem") console.error(`${name}:${text}`);
  const isAsked = new URLSearchParams(location.search).has("complaints-preview");
  const isOwn = origin === location.origin || ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);
  if (isAsked && isOwn) show(tag.shadowRoot, name, findings);
};

const element = (tag, ...content) => {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
};

// Above the page, in a root of its own: neither has the other's styles.
const show = (shadow, name, findings) => {
  const lines = findings.map(({ text }) => element("li", `${name}:${text}`));
  const list = element("section", lines.length ? element("ol", ...lines) : `${name}: nothing to say`);
  list.setAttribute("aria-label", "What complaints check says");
  const styles = new CSSStyleSheet();
  styles.replaceSync(
    `section { font: 1rem/1.5 system-ui, sans-serif; padding: 1rem; overflow-wrap: anywhere;
       color: #17242b; background: #fff7d6; border-block-end: 3px solid #17242b }
     ol { margin: 0; padding-inline-start: 2.5em }`,
  );
  const panel = element("div");
  panel.dataset.findings = "";
  const root = panel.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [styles];
  root.append(list);
  shadow.querySelector("[data-findings]")?.remove();
  shadow.prepend(panel);
};
