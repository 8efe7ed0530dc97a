// Stands in for the clock, the copy file and the endpoint of the page that preview.html looks at, before
// that page's own script runs. What is to be said hangs on the page's frame.
const preview = frameElement?.preview;

if (preview) {
  const tag = document.querySelector("complaints-procedure");
  tag.setAttribute("copy", preview.address);
  if (preview.theme) tag.setAttribute("theme", preview.theme);
  tag.addEventListener("complaints-ready", preview.ready);

  const { now } = Date;
  const ahead = preview.now - now();
  Date.now = () => now() + ahead;

  const bring = self.fetch;
  self.fetch = async (...asked) => {
    const request = new Request(...asked);
    return request.url === preview.address ? new Response(preview.text) : bring(request);
  };

  // Nothing is sent from here. Without an answer, sending goes on.
  self.XMLHttpRequest = class {
    upload = {};
    responseURL = "";
    open() {}
    setRequestHeader() {}
    abort() {}
    getAllResponseHeaders() {
      return "";
    }
    send() {
      const { answer, progress } = preview;
      if (answer) setTimeout(() => this.onloadend(Object.assign(this, answer)));
      // Later than at once, because only an upload that takes its time shows how far it has come.
      if (progress) setTimeout(() => this.upload.onprogress(new ProgressEvent("progress", progress)), 1100);
    }
  };
  Object.defineProperty(navigator, "onLine", { get: () => !preview.offline });

  // What is kept is kept for this frame alone, with as much room as its state has.
  const storage = (place) => ({
    getItem: (key) => preview[place]?.[key] ?? null,
    setItem(key, text) {
      if (preview.room === "none") throw new DOMException("no room", "QuotaExceededError");
      (preview[place] ??= {})[key] = text;
    },
    removeItem: (key) => delete preview[place]?.[key],
  });
  Object.defineProperty(self, "sessionStorage", { value: storage("kept") });
  Object.defineProperty(self, "localStorage", { value: storage("remembered") });
  const own = "complaints-preview";
  if (!preview.isOpened) indexedDB.deleteDatabase(own);
  preview.isOpened = true;
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function () {
    if (preview.room === "tab") throw new DOMException("no room", "QuotaExceededError");
    return open.call(this, own, 1);
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    if (preview.room === "answers" && value.files.length) throw new DOMException("no room", "QuotaExceededError");
    return put.call(this, value, key);
  };

  // Nobody's typing around this frame is interrupted.
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (...options) {
    if (document.hasFocus()) focus.apply(this, options);
  };
}
