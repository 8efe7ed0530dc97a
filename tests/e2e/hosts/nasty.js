// What old libraries did to the built-ins, and a site's own keys.
Array.prototype.each = function (act) { this.forEach(act); };
Object.prototype.extended = function () { return this; };
String.prototype.strip = function () { return this.trim(); };
Function.prototype.delay = function (milliseconds) { setTimeout(this, milliseconds); };
Array.from = (list) => { const copy = []; for (let at = 0; at < (list?.length ?? 0); at++) copy.push(list[at]); return copy; };
for (const kind of [Array, String, Date]) kind.prototype.toJSON = function () { return `"${this}"`; };
Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
Element.prototype.show = function () { this.style.display = ""; };
for (const kind of ["keydown", "keypress"])
  document.addEventListener(kind, (event) => event.key === "Enter" && event.preventDefault(), true);
window.heard = [];
for (const name of ["ready", "outcome", "before-submit", "submitted", "failed"])
  document.addEventListener(`complaints-${name}`, (event) => window.heard.push([name, event.detail]));
