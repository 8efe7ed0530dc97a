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
    open() {}
    setRequestHeader() {}
    abort() {}
    getResponseHeader() {
      return null;
    }
    send() {
      const { answer, progress } = preview;
      if (answer) setTimeout(() => this.onloadend(Object.assign(this, answer)));
      // Later than at once, because only an upload that takes its time shows how far it has come.
      if (progress) setTimeout(() => this.upload.onprogress(new ProgressEvent("progress", progress)), 1100);
    }
  };
  Object.defineProperty(navigator, "onLine", { get: () => !preview.offline });
  // Nothing is kept from one state for the next.
  const nowhere = { getItem: () => null, setItem() {}, removeItem() {} };
  Object.defineProperty(self, "sessionStorage", { value: nowhere });
  const { open } = IDBFactory.prototype;
  const own = `complaints-preview-${performance.timeOrigin}`;
  IDBFactory.prototype.open = function () {
    return open.call(this, own, 1);
  };
  addEventListener("pagehide", () => indexedDB.deleteDatabase(own));

  // Nobody's typing around this frame is interrupted.
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (...options) {
    if (document.hasFocus()) focus.apply(this, options);
  };
}
