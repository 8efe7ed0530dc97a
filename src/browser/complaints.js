// Defines <complaints-procedure>. What stands in the tag is read and used before this runs, and stays
// until its page can be drawn: when the tag is near the screen, or one of its controls is touched.
const from = (file) => new URL(file, import.meta.url).href;

let program;
// The program of the page, brought once; after a failure, anew.
const bring = () =>
  (program ??= load().catch((error) => {
    program = undefined;
    throw error;
  }));

const load = async () => {
  const wasm = fetch(from("{wasm}"), { integrity: "{wasm-integrity}" });
  const [glue] = await Promise.all([bringModule(from("{glue}"), "{glue-integrity}"), wasm]);
  await glue.default({ module_or_path: wasm });
  return glue;
};

// `import()` proves nothing by itself; what was preloaded and proved before is what it takes.
const bringModule = async (href, integrity) => {
  const link = document.createElement("link");
  if (link.relList.supports("modulepreload")) {
    await new Promise((onload, onerror) => {
      Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", integrity, href, onload, onerror });
      document.head.append(link);
    });
    link.remove();
  }
  return import(href);
};

// A file that people replace under its name: asked for anew, though a server may let browsers keep it.
const bringText = async (url) => {
  const answer = await fetch(url, { cache: "no-cache" });
  if (!answer.ok) throw `${url}: the server answered ${answer.status}, expected 200`;
  return answer.text();
};

// Once the page around has what it needs, and rests: a slow phone has the first seconds for whoever reads and types.
const whenIdle = (then) => {
  const soon = () => (self.requestIdleCallback ?? setTimeout)(then);
  document.readyState === "complete" ? soon() : addEventListener("load", () => setTimeout(soon, 1000), { once: true });
};

// Scrolls so that nothing of the site, such as a header that sticks, lies over the control with the focus.
const uncover = (host, control) => {
  const { left, top, height } = control.getBoundingClientRect();
  let over = host.getRootNode().elementFromPoint(left + 1, top + Math.min(height, 40) / 2);
  if (!over || over === host || over.contains(host) || host.contains(over)) return;
  while (over.parentElement && !/fixed|sticky/.test(getComputedStyle(over).position)) over = over.parentElement;
  scrollBy(0, top - over.getBoundingClientRect().bottom - 8);
};

class ComplaintsProcedure extends HTMLElement {
  static observedAttributes = ["copy", "endpoint"];
  #shadow;
  #root;
  #drawing;
  #waiting;
  #pressed;
  #sent;
  #last = Promise.resolve();

  connectedCallback() {
    // While the parser is at it, the words in the tag are still to come.
    if (document.readyState === "loading" && !this.shadowRoot)
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
    this.#then(() => this.#drawing && this.#draw());
  }

  // One step after the other, whatever comes in between.
  #then(step) {
    this.#last = this.#last.then(step).catch((error) => {
      this.#root.toggleAttribute("data-failed", !this.#drawing);
      // A copy that cannot be used says nothing: the checker does.
      if (error) console.error(error);
      this.#wait();
    });
  }

  #close() {
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
        const styles = document.createElement("link");
        styles.rel = "stylesheet";
        styles.href = from("{styles}");
        const root = document.createElement("div");
        root.className = "cp-root";
        root.append(document.createElement("slot"));
        shadow.append(styles, root);
      }
    }
    this.#shadow = shadow;
    this.#root = shadow.querySelector(".cp-root");
    // Until the page is live: a form on its way to the server is left alone, a check waits for its answer.
    shadow.addEventListener("submit", ({ target }) => {
      if (this.#drawing) return;
      if (target.method === "post") this.#sent = true;
      else this.#pressed = target.id;
    });
    // The page in another language is another page, unless this one can go on in it.
    shadow.addEventListener("click", (event) => {
      const link = event.target.closest("[data-copy]");
      const { altKey, ctrlKey, metaKey, shiftKey } = event;
      if (!link || altKey || ctrlKey || metaKey || shiftKey) return;
      event.preventDefault();
      this.setAttribute("copy", link.dataset.copy);
      this.#then(() => this.#drawing || location.assign(link.href));
    });
    let pointed = -1000;
    shadow.addEventListener("pointerdown", ({ timeStamp }) => (pointed = timeStamp));
    shadow.addEventListener("focusin", ({ target, timeStamp }) => {
      if (timeStamp - pointed > 500) requestAnimationFrame(() => uncover(this, target));
    });
  }

  #wait() {
    if (!this.#shadow) this.#prepare();
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
    if (this.getAttribute("loading") === "eager") return begin();
    const near = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        near.disconnect();
        whenIdle(begin);
      },
      { rootMargin: "100%" },
    );
    near.observe(this.#root);
    signal.addEventListener("abort", () => near.disconnect());
  }

  async #draw() {
    const copy = new URL(this.getAttribute("copy") ?? from("complaints.json"), this.baseURI).href;
    const [glue, text] = await Promise.all([bring(), bringText(copy), this.#styled()]);
    if (!this.isConnected || this.#sent) return;
    const drawing = this.#drawing ?? new glue.Drawing(this, this.#root, "{build}");
    const drawn = drawing.draw(text, copy);
    // What is wrong with the copy is told to whoever writes it.
    const tell = () => bringModule(from("{checker}"), "{checker-integrity}").then((checker) => checker.tell(this, text, copy));
    /[?&]complaints-preview\b/.test(location.search) ? tell() : drawn.catch(tell);
    await drawn;
    this.#drawing = drawing;
    this.#root.removeAttribute("data-failed");
    // A check that was asked for before it could be answered.
    this.#pressed &&= this.#shadow.getElementById(this.#pressed)?.requestSubmit();
  }

  // Words without their styles are not shown in place of what stands there, which an older build may
  // have styled.
  #styled() {
    const old = this.#shadow.querySelector("link");
    const styles = document.createElement("link");
    Object.assign(styles, { rel: "stylesheet", href: from("{styles}") });
    if (old?.sheet && old.href === styles.href) return;
    return new Promise((done) => {
      styles.onerror = done;
      styles.onload = () => done(old?.remove());
      this.#shadow.prepend(styles);
    });
  }
}

if (!customElements.get("complaints-procedure")) {
  // As rem.css does it, for pages that came without it.
  CSS.registerProperty?.({ name: "--cp-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
  customElements.define("complaints-procedure", ComplaintsProcedure);
  // What is typed in here is not meant for a site's own keys: they get shortcuts, Tab and Escape.
  const keep = (event) => {
    const { key, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || (key.length > 1 && key !== "Enter")) return;
    if (event.composedPath().some((node) => node instanceof ComplaintsProcedure)) event.stopImmediatePropagation();
  };
  for (const type of ["keydown", "keypress", "keyup"]) addEventListener(type, keep, true);
}
