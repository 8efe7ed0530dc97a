// The complaint form as somebody would write it for this page alone: counts, checks, lists files and keeps a draft.

const form = document.querySelector("#complaint");
const element = (id) => document.getElementById(id);
const KEY = "complaint draft";
const MAX_DESCRIPTION = 8000;
const MAX_FILES = 40;
const MB = 1_000_000;
const TYPES = /\.(docx?|pdf|png|jpe?g|msg)$/i;

// --- the conditional question, and advice ---

const before = element("complained_before");
const dateQuestion = element("first_complained_on");

function showWhatIsAsked() {
  dateQuestion.hidden = !before.checked;
  for (const advice of form.querySelectorAll(".advice")) advice.hidden = !element(advice.dataset.for).checked;
}

// --- how many characters are left ---

const description = element("description");
const count = element("count");
const number = new Intl.NumberFormat("en-GB");
let saying;

function showCount() {
  const left = MAX_DESCRIPTION - description.value.length;
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  const words = `You have ${number.format(Math.abs(left))} ${characters} ${left < 0 ? "too many" : "remaining"}`;
  count.textContent = words;
  clearTimeout(saying);
  saying = setTimeout(() => {
    element("count-said").textContent = left < MAX_DESCRIPTION / 10 ? words : "";
  }, 1500);
}

// --- files ---

const picker = element("attachments");
const list = element("files");
let files = [];

function showFiles() {
  const size = (bytes) => (bytes < MB ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / MB).toFixed(1)} MB`);
  const rows = files.map((file) => {
    const [row, name, remove] = ["li", "span", "button"].map((tag) => document.createElement(tag));
    name.textContent = file.name;
    remove.type = "button";
    remove.textContent = "Remove";
    remove.ariaLabel = `Remove ${file.name}`;
    remove.addEventListener("click", () => {
      files = files.filter((other) => other !== file);
      showFiles();
      picker.focus();
    });
    row.append(name, size(file.size), remove);
    return row;
  });
  list.replaceChildren(...rows);
  const chosen = new DataTransfer();
  for (const file of files) chosen.items.add(file);
  picker.files = chosen.files;
}

picker.addEventListener("change", () => {
  const isKnown = (file) => files.some(({ name, size }) => name === file.name && size === file.size);
  files = files.concat([...picker.files].filter((file) => !isKnown(file)));
  showFiles();
});

// --- what is wrong ---

const text = (name) => form.elements[name].value.trim();
const atMost = (name, most, label) => () =>
  text(name).length > most && `${label} must be ${number.format(most)} characters or fewer`;

function dateProblem() {
  if (!before.checked) return false;
  const [day, month, year] = ["day", "month", "year"].map((part) => text(`first_complained_on-${part}`));
  if (!day && !month && !year) return "Enter the date when you first complained to us about this";
  for (const [part, typed] of Object.entries({ day, month, year })) {
    if (!typed) return `Date when you first complained must include a ${part}`;
  }
  if (!/^\d{4}$/.test(year)) return "Year must include 4 numbers";
  const date = new Date(year, month - 1, day);
  if (date.getDate() !== +day || date.getMonth() !== month - 1) {
    return "Date when you first complained must be a real date";
  }
  return date > new Date() && "Date when you first complained must be today or in the past";
}

function filesProblem() {
  const wrong = files.find(({ name }) => !TYPES.test(name));
  if (wrong) return `${wrong.name} must be a DOCX, DOC, PDF, PNG, JPG, JPEG or MSG`;
  const empty = files.find(({ size }) => !size);
  if (empty) return `${empty.name} is empty: choose a file with something in it`;
  const large = files.find(({ size }) => size > 10 * MB);
  if (large) return `${large.name} must be 10 MB or smaller`;
  if (files.length > MAX_FILES) return `You can attach up to ${MAX_FILES} files: remove some`;
  return files.reduce((sum, { size }) => sum + size, 0) > 40 * MB && "The files must be 40 MB or smaller in all";
}

// Each question with what looks at its answer, in page order.
const checks = [
  ["name", () => !text("name") && "Enter your full name"],
  ["name", atMost("name", 200, "Full name")],
  ["email", () => !text("email") && !text("address") && "Enter your email address or postal address"],
  [
    "email",
    () =>
      text("email") &&
      !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text("email")) &&
      "Enter an email address in the correct format, like name@example.com",
  ],
  ["address", atMost("address", 1000, "Postal address")],
  ["phone", atMost("phone", 100, "Phone number")],
  ["account", atMost("account", 100, "Account number, or the number or service it is about,")],
  ["on_behalf_of", atMost("on_behalf_of", 200, "Who you are complaining for")],
  ["category", () => !form.elements.category.value && "Select what your complaint is about"],
  ["case_reference", atMost("case_reference", 100, "Case or ticket reference")],
  ["first_complained_on", dateProblem],
  ["services", atMost("services", 1000, "The services affected")],
  ["problem_dates", atMost("problem_dates", 1000, "Dates and times of the problem")],
  ["description", () => !text("description") && "Enter a description of your complaint"],
  [
    "description",
    () =>
      text("description").length < 20 &&
      "Description of your complaint must be 20 characters or more: say what happened and when",
  ],
  ["description", atMost("description", MAX_DESCRIPTION, "Description of your complaint")],
  ["desired_outcome", atMost("desired_outcome", 2000, "The outcome you would like")],
  ["attachments", filesProblem],
  ["help_needed", atMost("help_needed", 2000, "What would make this easier for you")],
];

function problems() {
  const found = new Map();
  for (const [id, check] of checks) {
    const message = !found.has(id) && check();
    if (message) found.set(id, message);
  }
  return found;
}

function showProblems(found) {
  for (const id of new Set(checks.map(([id]) => id))) {
    const message = found.get(id);
    const [question, error] = [element(id), element(`${id}-error`)];
    error.hidden = !message;
    error.textContent = message ? `Error: ${message}` : "";
    question.closest(".field").classList.toggle("field--wrong", Boolean(message));
    question.ariaInvalid = message ? "true" : null;
    const described = [element(`${id}-hint`), message && error].filter(Boolean).map((words) => words.id);
    if (described.length) question.setAttribute("aria-describedby", described.join(" "));
    else question.removeAttribute("aria-describedby");
  }
  const summary = element("summary");
  const links = [...found].map(([id, message]) => {
    const [row, link] = ["li", "a"].map((tag) => document.createElement(tag));
    const aim = element(id);
    link.href = `#${id}`;
    link.textContent = message;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      (aim.localName === "fieldset" ? aim.querySelector("input") : aim).focus();
    });
    row.append(link);
    return row;
  });
  summary.querySelector("ul").replaceChildren(...links);
  summary.hidden = !found.size;
  if (found.size) summary.focus();
}

form.addEventListener("submit", (event) => {
  const found = problems();
  showProblems(found);
  if (found.size) event.preventDefault();
  else sessionStorage.removeItem(KEY);
});

// --- a draft, kept in this tab when typing rests ---

let keeping;

function keep() {
  clearTimeout(keeping);
  const answers = [...new FormData(form)].filter(([, answer]) => typeof answer === "string");
  try {
    sessionStorage.setItem(KEY, JSON.stringify(Object.fromEntries(answers)));
  } catch {
    // A browser that keeps nothing sends all the same.
  }
}

function restore() {
  const answers = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  for (const [name, answer] of Object.entries(answers)) {
    const control = form.elements[name];
    // What was typed before this ran, stays.
    if (control?.type === "checkbox") control.checked = true;
    else if (control && !control.value) control.value = answer;
  }
}

form.addEventListener("input", ({ target }) => {
  if (target === description) showCount();
  if (target.type === "radio" || target === before) showWhatIsAsked();
  clearTimeout(keeping);
  keeping = setTimeout(keep, 400);
});
addEventListener("pagehide", keep);

restore();
showCount();
showWhatIsAsked();
form.noValidate = true;
