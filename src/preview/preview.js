// A copy file and the page it makes, side by side: what is typed is judged, and shown once nothing is wrong.
import { judge, londonDay, outcomeDates } from "./{checker}";
import { Page, states } from "./preview-states.js";

const at = (id) => document.getElementById(id);
const wait = (milliseconds) => new Promise((next) => setTimeout(next, milliseconds));
const element = (tag, properties, ...content) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
};
const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

const file = {
  address: "",
  // What it is called among those to choose from.
  chosen: "",
  // As it was last read or saved; where a server takes it, also its version.
  text: "",
  version: null,
  // As it is now, when somebody else has changed it meanwhile.
  newer: null,
  get name() {
    return this.address.split("/").pop();
  },
  get isEdited() {
    return at("text").value !== this.text;
  },
};

// --- the file ---

const bring = async () => {
  const answer = await fetch(file.address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${file.address}: the server answered ${answer.status}, expected 200`);
  // Only `complaints preview` takes a file.
  const isTaken = answer.headers.get("allow")?.includes("PUT");
  return { text: decode(await answer.arrayBuffer()), version: isTaken ? answer.headers.get("etag") : null };
};

// What is read as if it were UTF-8 is saved with its letters lost: such a file is not opened.
const decode = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const [first, second] = new Uint8Array(bytes);
    const found = first + second === 0xff + 0xfe ? "UTF-16" : 'probably Windows-1252 ("ANSI")';
    throw new Error(`${file.name} is not opened: it is not UTF-8 but ${found}. Save it as UTF-8.`);
  }
};

const take = ({ text, version }) => {
  Object.assign(file, { text, version, newer: null });
  at("load").hidden = true;
  if (at("text").value === text) return;
  const { selectionStart, scrollTop } = at("text");
  at("text").value = text;
  at("text").setSelectionRange(selectionStart, selectionStart);
  at("text").scrollTop = scrollTop;
  return refresh();
};

const notice = (words) => {
  at("notice").textContent = words;
};

const watch = async () => {
  for (;;) {
    await wait(1000);
    if (document.hidden) continue;
    const known = file.newer ?? file;
    const { text } = known;
    const found = await bring().catch(() => null);
    // Nothing new, or opened, loaded or saved meanwhile.
    if (!found || found.text === text || known !== (file.newer ?? file) || known.text !== text) continue;
    if (!file.isEdited) {
      await take(found);
      notice(`${file.name} has changed, and is loaded.`);
    } else {
      file.newer = found;
      at("load").hidden = false;
      notice(`${file.name} has changed meanwhile. Saving replaces that.`);
    }
  }
};

const save = async () => {
  const text = at("text").value;
  const problems = (await examine(text)).filter(({ severity }) => severity === "problem");
  if (problems.length) return notice(`Not saved: ${count(problems.length, "problem")}.`);
  const { version } = file.newer ?? file;
  if (!version) return download(text);
  const answer = await fetch(file.address, { method: "PUT", headers: { "if-match": version }, body: text }).catch(() => null);
  if (!answer?.ok) return notice(`Not saved: ${answer ? await answer.text() : "the server does not answer."}`);
  Object.assign(file, { text, version: answer.headers.get("etag"), newer: null });
  at("load").hidden = true;
  notice(`${file.name} is saved.`);
};

const download = (text) => {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: file.name }).click();
  URL.revokeObjectURL(address);
  notice(`${file.name} is downloaded: put it in the place of the one on the server.`);
};

// --- what there is to say about it ---

const examine = async (text) => judge(text, file.address, at("today").value);

// Where a line and a column are in a text, which counts in other units than columns do.
const offset = (text, { line, column }) => {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
  return before + [...lines[line - 1]].slice(0, column - 1).join("").length;
};

const goTo = (finding) => {
  const text = at("text");
  const start = offset(text.value, finding);
  const end = text.value.indexOf("\n", start);
  text.focus();
  text.setSelectionRange(start, end < 0 ? text.value.length : end);
  const { lineHeight } = getComputedStyle(text);
  text.scrollTo(0, (finding.line - 1) * parseFloat(lineHeight) - text.clientHeight / 3);
};

const WEIGHTS = ["problem", "warning", "info"];

const list = (findings) => {
  const sorted = WEIGHTS.flatMap((weight) => findings.filter(({ severity }) => severity === weight));
  const items = sorted.map((finding) => {
    const { line, column, severity, text } = finding;
    const words = text.slice(text.indexOf(" ") + 1);
    const go = element("button", { type: "button", className: "preview__go", onclick: () => goTo(finding) }, `Line ${line}`);
    go.ariaLabel = `Line ${line}, column ${column}`;
    const item = element("li", { className: "preview__finding" }, go, element("span", {}, words));
    item.dataset.severity = severity;
    return item;
  });
  at("findings").replaceChildren(...items);
  const [problems, warnings] = WEIGHTS.map((weight) => sorted.filter(({ severity }) => severity === weight).length);
  const rest = problems ? ". The page is as it was without." : ".";
  at("verdict").dataset.severity = problems ? "problem" : "";
  at("verdict").textContent = `${count(problems, "problem")}, ${count(warnings, "warning")}${rest}`;
  number(findings.filter(({ severity }) => severity === "problem").map(({ line }) => line));
  return problems === 0;
};

// Numbers the lines, and marks those with a problem.
const number = (marked) => {
  const count = at("text").value.split("\n").length;
  const numbers = Array.from({ length: count }, (_, index) => {
    const line = `${index + 1}\n`;
    return marked.includes(index + 1) ? element("mark", {}, line) : line;
  });
  at("lines").replaceChildren(...numbers);
  scroll();
};

const scroll = () => (at("lines").scrollTop = at("text").scrollTop);

// --- the page ---

// The last copy without problems, and its states.
let good = { text: "", states: [] };
let turn = 0;

const refresh = async () => {
  const mine = ++turn;
  const [text, today] = [at("text").value, at("today").value];
  if (!today) return;
  const findings = await examine(text);
  if (mine !== turn) return;
  if (!list(findings)) return;
  const examples = await outcomeDates(text, today);
  const copy = JSON.parse(text);
  const words = await caseWords(copy);
  if (mine !== turn) return;
  good = { text, states: states(copy, examples, today, words) };
  offer(good.states);
  await draw();
};

// The words of the customer's case, which the copy file names; null where they cannot be had.
const caseWords = async ({ case: link }) => {
  if (!link) return null;
  const answer = await fetch(new URL(link.copy, file.address), { cache: "no-cache" }).catch(() => null);
  return answer?.ok ? answer.json().catch(() => null) : null;
};

// Lists the states, and keeps the one that is chosen.
const offer = (states) => {
  const chosen = at("state").value;
  const groups = [...new Set(states.map(({ group }) => group))].map((group) => {
    const options = states.filter((state) => state.group === group);
    return element("optgroup", { label: group }, ...options.map(({ id, name }) => new Option(name, id, false, id === chosen)));
  });
  at("state").replaceChildren(...groups);
};

// Makes the page anew behind the one that is shown, brings it into its state, and then shows it.
const draw = async () => {
  const mine = ++turn;
  const state = good.states.find(({ id }) => id === at("state").value) ?? good.states[0];
  const day = state.today ?? at("today").value;
  const old = at("stage").querySelector("iframe:not([aria-hidden])");
  at("stage").querySelectorAll("iframe[aria-hidden]").forEach((frame) => frame.remove());
  const frame = element("iframe", { className: "preview__frame", title: "The page", ariaHidden: "true" });
  const ready = new Promise((ready) => {
    frame.preview = {
      ready,
      address: file.address,
      text: good.text,
      // In the middle of the working day, in winter and in summer.
      now: Date.parse(`${day}T11:00:00Z`),
      theme: at("theme").value,
      answer: state.answer,
      progress: state.progress,
      offline: state.offline,
      room: state.room,
    };
  });
  frame.src = `preview-page.html${state.link ?? ""}`;
  at("stage").append(frame);
  const isReady = await Promise.race([ready.then(() => true), wait(30_000)]);
  if (mine !== turn) return;
  const isReached = isReady && (await reach(state, new Page(frame)));
  if (mine !== turn) return;
  if (old?.state === state.id) frame.contentWindow.scrollTo(0, old.contentWindow.scrollY);
  frame.state = state.id;
  frame.ariaHidden = null;
  old?.remove();
  const other = day === at("today").value ? "" : ` On ${day}: on the day chosen it does not occur.`;
  at("shown").textContent = isReached ? other.trim() : "The page did not come into this state.";
  at("stage").dataset.shown = isReached ? state.id : "";
};

const reach = async (state, page) => {
  try {
    await state.reach?.(page);
    const isShown = await page.until(() => page.shows(state.shows));
    // The page scrolls to its own place first.
    await wait(50);
    return isShown;
  } catch (error) {
    console.error(error);
    return false;
  }
};

const fit = () => {
  const width = Number(at("width").value);
  const { style, clientWidth } = at("stage");
  style.setProperty("--_page-width", `${width}px`);
  style.setProperty("--_page-scale", Math.min(1, clientWidth / width));
};

// --- how it starts ---

const open = async (name) => {
  const { href, origin } = new URL(name, location.href);
  if (origin !== location.origin) return notice(`${href} is not of this site.`);
  Object.assign(file, { address: href, chosen: name });
  // Nothing of the file before is shown, or saved, under the name of this one.
  Object.assign(file, { text: "", version: null, newer: null });
  at("state").value = "";
  at("text").value = "";
  const found = await bring().catch((error) => notice(error.message));
  if (!found) return;
  notice("");
  await take(found);
};

const choose = (name) => {
  const options = [...at("file").options];
  if (!options.some(({ value }) => value === name)) at("file").append(new Option(name));
  at("file").value = name;
};

let typed;
at("text").addEventListener("input", () => {
  clearTimeout(typed);
  typed = setTimeout(refresh, 300);
  number([]);
});
at("text").addEventListener("scroll", scroll);
at("file").addEventListener("change", ({ target }) => {
  if (!file.isEdited || confirm(`Drop the edits of ${file.name}?`)) return open(target.value);
  choose(file.chosen);
});
at("today").addEventListener("change", refresh);
at("state").addEventListener("change", draw);
at("theme").addEventListener("change", draw);
at("width").addEventListener("change", fit);
at("save").addEventListener("click", save);
at("load").addEventListener("click", () => {
  notice("");
  return take(file.newer);
});
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
  event.preventDefault();
  return save();
});
addEventListener("beforeunload", (event) => file.isEdited && event.preventDefault());

new ResizeObserver(fit).observe(at("stage"));
at("today").value = londonDay();
choose(new URLSearchParams(location.search).get("copy") ?? "complaints.json");
await open(at("file").value);
await watch();
