/// <reference path="../../../public/complaints.d.ts" />
// Types without any framework.
const tag = document.createElement("complaints-procedure");
tag.setAttribute("copy", "/complaints/complaints.json");
tag.addEventListener("complaints-submitted", ({ detail }) => {
  const said: string = detail.reference + detail.responseDue;
  // @ts-expect-error: there is no such detail.
  console.log(said, detail.name);
});
document.addEventListener("complaints-failed", ({ detail: { reason } }) => {
  if (reason === "stopped") console.log(reason);
  // @ts-expect-error: there is no such reason.
  if (reason === "tired") console.log(reason);
});
addEventListener("complaints-outcome", ({ detail: { outcome } }) => console.log(outcome === "not-yet"));
addEventListener("complaints-before-submit", (event) => event.preventDefault());
