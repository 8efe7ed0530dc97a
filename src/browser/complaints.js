// Defines <complaints-procedure>. What stands in the tag is read and used before this runs, and stays
// until its page can be drawn: when the tag is near the screen, or one of its controls is touched.
const from = (file) => new URL(file, import.meta.url).href;

// What this build is made of. A loader that stands in an open page since an earlier build asks for it.
export const made = {
  build: "{build}",
  styles: from("{styles}"),
  // Its files, asked for once; nothing is run yet.
  files() {
    const wasm = fetch(from("{wasm}"), { integrity: "{wasm-integrity}", priority: "low" });
    const glue = preload(from("{glue}"), "{glue-integrity}");
    for (const file of [wasm, glue]) file.catch(() => {});
    return { wasm, glue };
  },
  // The page's own part of it, and what brings the rest, which goes into the same memory.
  async program({ wasm, glue } = made.files()) {
    const [url, script] = [from("{wasm}"), from("{glue}")];
    if (!self.WebAssembly) throw `${url} cannot run: no WebAssembly`;
    await Promise.all([glue.catch(() => lacks(script)), wasm.catch(() => lacks(url))]);
    const program = await import(script).catch(() => lacks(script));
    const first = await program.default({ module_or_path: wasm }).catch((error) => {
      throw `${url} cannot run: ${error} (script-src needs 'wasm-unsafe-eval')`;
    });
    // Whoever asks for "case" has asked for "later", which it needs.
    const parts = {};
    const part = (name) =>
      (parts[name] ??= made.part(first, ...made.parts[name]).catch((error) => {
        delete parts[name];
        throw error;
      }));
    // An open page of an earlier build takes it by this name.
    return { Drawing: program.Drawing, later: part };
  },
  parts: { later: [from("{later}"), "{later-integrity}"], case: [from("{case}"), "{case-integrity}"] },
  async part(first, url, integrity) {
    const answer = await fetch(url, { integrity, priority: "low" }).catch(() => lacks(url));
    const module = await WebAssembly.compile(await answer.arrayBuffer());
    const { customSections } = WebAssembly.Module;
    const shared = await Promise.all(customSections(module, "shared").map((code) => WebAssembly.compile(code)));
    for (const each of [...shared, module]) await WebAssembly.instantiate(each, { __wasm_split: first });
  },
  // What says to whoever writes a copy file what is wrong with it.
  checker: () => import(from("{checker}")),
};

// What a browser does not say for sure.
const lacks = (url) => {
  throw `${url} is missing, blocked or changed: copy the whole folder`;
};

let present = made;
let files;
let program;
let asked;
// The program of the page, brought once; after a failure, anew. Where its files are gone because a newer build
// stands in their place, the present loader knows what that is made of.
const bring = () =>
  (program ??= present.program((files ??= present.files())).catch(async (error) => {
    files = program = undefined;
    if (!asked) {
      asked = true;
      const newer = (await import(`${from("complaints.js")}?${Date.now()}`).catch(() => ({}))).made;
      if (newer && newer.build !== present.build) {
        present = newer;
        return bring();
      }
    }
    throw error;
  }));

// `import()` proves nothing by itself; what was preloaded and proved before is what it takes.
const preload = async (href, integrity) => {
  const link = make("link");
  if (!link.relList.supports("modulepreload")) return;
  await new Promise((onload, onerror) => {
    Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity, href, onload, onerror });
    document.head.append(link);
  }).finally(() => link.remove());
};

const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

// A file that people replace under its name: asked for anew, though a server may let browsers keep it.
const bringText = async (url) => {
  const answer = await fetch(url, { cache: "no-cache" }).catch(() => lacks(url));
  if (!answer.ok) throw `${url}: answered ${answer.status}: is the tag's "copy" right?`;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await answer.arrayBuffer());
  } catch {
    throw `${url}: not UTF-8: save it as UTF-8`;
  }
};

// Once the page around has what it needs, files are asked for; once it rests, they run: a slow phone has the first
// seconds for whoever reads and types.
const whenLoaded = (ask, run) => {
  const soon = () => (self.requestIdleCallback ?? setTimeout)(run);
  if (document.readyState === "complete") {
    ask();
    return soon();
  }
  const start = () => {
    setTimeout(soon, 1000);
    ask();
  };
  addEventListener("load", start, { once: true });
};

// What is laid over the page and stays where it is, at a point of the screen.
const barAt = (host, x, y) => {
  let over = host.getRootNode().elementFromPoint(x, y);
  if (!over || over === host || over.contains(host) || host.contains(over)) return;
  while (over && !/fixed|sticky/.test(getComputedStyle(over).position)) over = over.parentElement;
  return over?.getBoundingClientRect();
};

// Scrolls so that no bar of the site, such as a header that sticks or a notice below, lies over the control with the
// focus. What lies over the whole of the page, or beside it, no scrolling uncovers.
const uncover = (host, control) => {
  const { left, top, bottom, height } = control.getBoundingClientRect();
  const inside = Math.min(height, 40) / 2;
  const head = barAt(host, left + 1, top + inside);
  const foot = barAt(host, left + 1, Math.min(bottom, innerHeight) - inside);
  const middle = innerHeight / 2;
  const by =
    head?.bottom < middle ? top - head.bottom - 8 : foot?.top > middle ? Math.min(bottom - foot.top + 8, top - 8) : 0;
  for (let node = host; by && node; node = node.assignedSlot ?? node.parentNode ?? node.host) {
    const isScroller = node.tagName && /auto|scroll/.test(getComputedStyle(node).overflowY);
    if (!isScroller && node !== document.scrollingElement) continue;
    const before = node.scrollTop;
    node.scrollBy({ top: by, behavior: "instant" });
    if (node.scrollTop !== before) return;
  }
};

class ComplaintsProcedure extends HTMLElement {
  static observedAttributes = ["copy", "endpoint", "heading"];
  #shadow;
  #root;
  #drawing;
  #waiting;
  #pressed;
  #composing;
  #sent;
  #colour;
  #copy;
  #asked;
  #told;
  #failures = 0;
  #last = Promise.resolve();

  connectedCallback() {
    // While the parser is at it, the words in the tag are still to come.
    if (document.readyState === "loading" && !this.shadowRoot?.querySelector(".cp-root"))
      return document.addEventListener("DOMContentLoaded", () => this.isConnected && this.#wait(), { once: true });
    this.#wait();
  }

  disconnectedCallback() {
    // Moved, it is connected again by then.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#waiting?.abort();
      this.#then(() => this.isConnected || this.#close());
    });
  }

  attributeChangedCallback() {
    this.#asked = undefined;
    this.#then(() => this.#drawing && this.#draw());
  }

  // One step after the other, whatever comes in between.
  #then(step) {
    this.#last = this.#last.then(step).catch((error) => {
      this.#root.toggleAttribute("data-failed", !this.#drawing);
      // A copy that cannot be used says nothing: the checker does.
      if (error && error !== this.#told) console.error((this.#told = error));
      if (!this.#drawing) {
        // What is hidden then may have held what is in use in its place.
        this.#shadow.activeElement?.scrollIntoView({ block: "nearest" });
        this.#fallBack();
      }
      // What failed may go better when it is wanted, but not for ever.
      if (++this.#failures < 4) this.#wait();
    });
  }

  // An empty tag, of which nothing comes, leads to the form without script and to the phone.
  #fallBack() {
    const slot = this.#root.firstChild;
    if (slot?.localName !== "slot" || this.#root.children[1] || this.textContent.trim()) return;
    const { text, url } = this.#copy ?? {};
    const show = (base, language, action, phone, endpoint) => {
      const own = this.getAttribute("endpoint");
      // Another endpoint need not have a form by itself; the page beside this script has one.
      const href = own ? new URL(own, this.baseURI) : /:\/\//.test(endpoint) ? from("./") : new URL(endpoint, base);
      const form = make("a", { href, textContent: action });
      const call = make("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}`, textContent: phone, dir: "ltr" });
      const words = make("p", { lang: language });
      words.append(form, " ", call);
      this.#root.append(words);
    };
    Promise.resolve(text)
      .then(JSON.parse)
      .then(({ language, header, facts, submit }) => show(url, language, header.action, facts.phone, submit.endpoint))
      .catch(() => show(import.meta.url, "{language}", "{action}", "{phone}", "{endpoint}"));
  }

  // What others take out of the live page is put back, and their copies of it go, until they have had their way
  // often enough.
  #whole = new MutationObserver((records) => {
    const isElement = ({ localName }) => localName;
    if (!records.some(({ addedNodes, removedNodes }) => [...addedNodes, ...removedNodes].some(isElement))) return;
    if (this.#mended > 49) return;
    const isTaken = this.#hold();
    if (this.#drawing?.mend() || isTaken) this.#mended++;
  });
  #mended = 0;

  // Sees to it that what holds the page stands, whatever others took or left; whether there was anything to do.
  #hold() {
    const [root, shadow] = [this.#root, this.#shadow];
    root.classList.add("cp-root");
    if (shadow.contains(root)) return;
    const { activeElement } = shadow;
    root.append(...[...shadow.children].filter(({ localName }) => localName !== "link"));
    shadow.append(root);
    activeElement?.focus({ preventScroll: true });
    return true;
  }

  #close() {
    this.#whole.disconnect();
    this.#drawing?.free();
    this.#drawing = undefined;
  }

  #prepare() {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    if (!shadow.firstChild) {
      const template = this.querySelector("template[shadowrootmode]");
      if (template) {
        // For browsers, and ways into a page, that know no declarative shadow root.
        shadow.append(template.content);
        template.remove();
      } else {
        shadow.append(this.#link(), make("slot"));
      }
    }
    this.#shadow = shadow;
    this.#root = shadow.querySelector(".cp-root") ?? make("div");
    this.#hold();
    // Until the page is live a form on its way to the server is left alone.
    shadow.addEventListener("submit", ({ target }) => {
      if (!this.#drawing && target.getAttribute("method") === "post") this.#sent = true;
    });
    // An input method's words stand there twice if the page is drawn before it has ended.
    shadow.addEventListener("compositionstart", () => {
      this.#composing = new Promise((done) => {
        for (const end of ["compositionend", "focusout"]) shadow.addEventListener(end, done, { once: true });
      });
    });
    // A check that is pressed before the page is live waits for its answer: a sandbox may submit nothing.
    // A link into the page acts in it, whatever a site makes of addresses. The page in another language is
    // another page, unless this one can go on in it.
    shadow.addEventListener("click", (event) => {
      const { altKey, ctrlKey, defaultPrevented, metaKey, shiftKey, target } = event;
      const check = target.closest("[method=dialog] [type=submit]");
      if (check && !this.#drawing) this.#pressed = check.form.id;
      const link = target.closest("a");
      if (!link || altKey || ctrlKey || defaultPrevented || metaKey || shiftKey) return;
      const [, id] = /^#([^?]+)/.exec(link.getAttribute("href")) ?? [];
      const aim = id && shadow.getElementById(id);
      const { copy } = link.dataset;
      if (aim) {
        aim.scrollIntoView();
        aim.focus({ preventScroll: true });
      } else if (copy) {
        this.setAttribute("copy", copy);
        this.#then(() => this.#drawing || location.assign(link.href));
      } else return;
      event.preventDefault();
    });
    // Scripts against copying hold back presses anywhere but in boxes that they see.
    for (const press of ["mousedown", "selectstart", "contextmenu"])
      shadow.addEventListener(press, (event) => {
        const pressed = event.target.closest ? event.target : event.target.parentElement;
        if (pressed?.closest("input, textarea, label, button, summary")) event.stopPropagation();
      });
    this.#root.addEventListener("transitionrun", () => this.#shade());
    let pointed = -1000;
    shadow.addEventListener("pointerdown", ({ timeStamp }) => (pointed = timeStamp));
    shadow.addEventListener("focusin", ({ target, timeStamp }) => {
      if (timeStamp - pointed > 500) requestAnimationFrame(() => this.isConnected && uncover(this, target));
    });
  }

  // A site may be dark without saying so in its colour scheme: its text is light then. A colour is rgb(), or starts
  // with its lightness, like oklch(), up to 1 or 100. While it changes it is looked at again.
  #shade() {
    const { color } = getComputedStyle(this);
    // No colour where it has left the page.
    if (!color || color === this.#colour) return;
    setTimeout(() => this.#shade(), 200);
    this.#colour = color;
    const [first, green, blue] = color.match(/[\d.]+/g);
    const percent = /^rgb/.test(color) ? (+first + +green + +blue) / 8 : first > 1 ? first : first * 100;
    this.#root.toggleAttribute("data-dark", percent > 65);
  }

  #wait() {
    if (!this.#shadow) this.#prepare();
    this.#shade();
    if (this.#drawing || (this.#waiting && !this.#waiting.signal.aborted)) return;
    const waiting = (this.#waiting = new AbortController());
    const { signal } = waiting;
    const begin = () => {
      if (signal.aborted) return;
      waiting.abort();
      this.#then(() => this.#drawing ?? this.#draw());
    };
    for (const touch of ["pointerdown", "focusin"]) this.#shadow.addEventListener(touch, begin, { signal });
    if (this.#root.hasAttribute("data-failed")) return;
    // Nobody who is at it already, or whose address asks for the self-check, is kept waiting.
    const isUsed = this.#shadow.activeElement || /^#cisas\b/.test(location.hash);
    if (isUsed || this.getAttribute("loading") === "eager") return begin();
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        whenLoaded(() => {
          if (signal.aborted) return;
          files ??= present.files();
          this.#asked ??= this.#ask();
        }, begin);
      },
      { rootMargin: "100%" },
    );
    near.observe(this.#root);
    signal.addEventListener("abort", () => near.disconnect());
  }

  // The copy file, and the bank holidays that it names.
  #ask() {
    const url = new URL(this.getAttribute("copy") ?? from("complaints.json"), this.baseURI).href;
    const text = bringText(url);
    const holidays = text
      .then(JSON.parse)
      .then(({ submit }) => fetch(new URL(submit.bank_holidays, url), { cache: "no-cache", priority: "low" }));
    for (const file of [text, holidays]) file.catch(() => {});
    return (this.#copy = { url, text, holidays });
  }

  async #draw() {
    const { url: copy, text: reading, holidays } = this.#asked ?? this.#ask();
    this.#asked = undefined;
    const [{ Drawing, later: part }, text] = await Promise.all([bring(), reading, this.#styled()]);
    // Of the present build, where that came in place of this one.
    await this.#styled();
    if (!this.isConnected || this.#sent) return;
    this.#hold();
    const drawing = this.#drawing ?? new Drawing(this, this.#root);
    // Between reading the copy and drawing, whoever types has a turn.
    const rest = () => new Promise((done) => setTimeout(done)).then(() => this.#composing);
    const drawn = drawing.draw(text, copy, holidays, rest, part);
    // What is wrong with the copy is told to whoever writes it.
    const tell = () => present.checker().then((checker) => checker.tell(this, text, copy));
    /[?&]complaints-preview\b/.test(location.search) ? tell() : drawn.catch(tell);
    await drawn;
    this.#drawing = drawing;
    this.#whole.observe(this.#shadow, { childList: true, subtree: true });
    this.#root.removeAttribute("data-failed");
    // A check that was asked for before it could be answered.
    this.#pressed &&= this.#shadow.getElementById(this.#pressed)?.querySelector("[type=submit]").click();
  }

  // Words without their styles are not shown in place of what stands there, which an older build may
  // have styled.
  #styled() {
    const old = this.#shadow.querySelector("link");
    const styles = this.#link();
    this.#shade();
    if (old?.sheet && old.href === styles.href) return;
    return new Promise((done) => {
      styles.onerror = () => done(styles.remove());
      styles.onload = () => done(old?.remove());
      this.#shadow.prepend(styles);
    });
  }

  // Pages with an embedder policy need files of another server asked for in this way.
  #link() {
    return make("link", { rel: "stylesheet", crossOrigin: "anonymous", href: present.styles });
  }
}

if (!customElements.get("complaints-procedure")) {
  // For pages without rem.css, which does the same: registering restyles the whole document.
  if (!getComputedStyle(document.documentElement).getPropertyValue("--cp-rem"))
    CSS.registerProperty?.({ name: "--cp-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
  customElements.define("complaints-procedure", ComplaintsProcedure);
  // What is typed or edited in here is not meant for a site's own keys, which take no answer for a shortcut; that somebody
  // types is heard, or an activity timer would end the visit. Shortcuts that edit nothing, Tab and Escape go through.
  const keep = (event) => {
    // What autofill calls a key event has no key. What tells of a key names none.
    const { key = "", type, altKey, ctrlKey, metaKey } = event;
    if (/^(Tab|Escape|F\d+|Unidentified)$/.test(key)) return;
    const isTag = (node) => node instanceof ComplaintsProcedure;
    // Most often no other shadow root lies around it, and asking for the path takes long.
    const tag = isTag(event.target) ? event.target : event.composedPath().find(isTag);
    if (!tag) return;
    const isBox = tag.shadowRoot.activeElement?.matches("input, textarea");
    const isKept =
      altKey || ctrlKey || metaKey
        ? isBox && (event.getModifierState("AltGraph") || /^([acvxyz]|Arrow.+|Home|End|Backspace|Delete|Insert)$/i.test(key))
        : isBox || key.length < 2 || key === "Enter";
    if (!isKept) return;
    event.stopImmediatePropagation();
    tag.dispatchEvent(new KeyboardEvent(type, { key: "Unidentified", bubbles: true }));
  };
  for (const type of ["keydown", "keypress", "keyup"]) addEventListener(type, keep, true);
}
