// Hears what the browser refuses and what goes wrong, from the first line of the page on.
window.heard = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  heard.push(`refused: ${effectiveDirective} ${blockedURI}`));
addEventListener("error", ({ message, target }) => heard.push(`error: ${message ?? target.localName}`), true);
addEventListener("unhandledrejection", ({ reason }) => heard.push(`rejected: ${reason}`));
for (const level of ["warn", "error"]) console[level] = (...words) => heard.push(`${level}: ${words.join(" ")}`);
