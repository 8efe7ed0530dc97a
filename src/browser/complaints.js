// Defines <complaints-procedure>: what stands in the tag stays until its page can be drawn.
const address = (file) => new URL(file, import.meta.url).href;

let page;
const bringPage = () =>
  (page ??= import(address("{glue}")).then(async (glue) => {
    await glue.default({ module_or_path: address("{wasm}") });
    return glue;
  }));

class ComplaintsProcedure extends HTMLElement {
  connectedCallback() {
    if (this.shadowRoot) return;
    const styles = document.createElement("link");
    styles.rel = "stylesheet";
    styles.href = address("{styles}");
    const drawing = document.createElement("div");
    drawing.append(document.createElement("slot"));
    this.attachShadow({ mode: "open" }).append(styles, drawing);
    bringPage()
      .then((glue) => glue.draw(this, drawing, address("complaints.json")))
      .catch((error) => console.error(error));
  }
}

customElements.get("complaints-procedure") ?? customElements.define("complaints-procedure", ComplaintsProcedure);
