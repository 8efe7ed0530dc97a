// What old libraries did to the built-ins, and a site's own keys.
Array.prototype.each = function (act) { this.forEach(act); };
Object.prototype.extended = function () { return this; };
String.prototype.strip = function () { return this.trim(); };
Function.prototype.delay = function (milliseconds) { setTimeout(this, milliseconds); };
Element.prototype.show = function () { this.style.display = ""; };
for (const kind of ["keydown", "keypress"])
  document.addEventListener(kind, (event) => event.key === "Enter" && event.preventDefault(), true);
window.heard = [];
for (const name of ["ready", "outcome", "before-submit", "submitted", "failed"])
  document.addEventListener(`complaints-${name}`, (event) => window.heard.push([name, event.detail]));
