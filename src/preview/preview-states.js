// Every state that a copy file has words for, and how a person gets the page there.

const fold = (text) => text.replace(/\s+/g, " ").trim();

/** What a text of the copy file looks like on the page, whatever its placeholders stand for. */
const looksLike = (text) => {
  const plain = fold(text).replace(/\*\*/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  const escaped = plain.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  return new RegExp(escaped.replace(/\{\w+\}/g, ".*"));
};

/** A page in a frame, in the hands of somebody who fills it in. */
export class Page {
  constructor(frame) {
    this.frame = frame;
    this.look();
  }

  look() {
    const { frame } = this;
    this.window = frame.contentWindow;
    this.root = frame.contentDocument.querySelector("complaints-procedure").shadowRoot;
  }

  /** Whether all of these texts can be read now. */
  shows(texts) {
    const read = fold(this.root.querySelector(".cp-root").innerText);
    return texts.every((text) => looksLike(text).test(read));
  }

  type(name, answer) {
    const control = this.root.querySelector(`[name="${name}"]`);
    control.value = answer;
    control.dispatchEvent(new this.window.Event("input", { bubbles: true }));
  }

  date(name, [day, month, year]) {
    Object.entries({ day, month, year }).forEach(([part, answer]) => this.type(`${name}-${part}`, String(answer)));
  }

  choose(name, value) {
    this.root.querySelector(`[name="${name}"][value="${value}"]`).click();
  }

  attach(name, files) {
    const chosen = new this.window.DataTransfer();
    for (const [name, ...content] of files) chosen.items.add(new this.window.File(content, name));
    const input = this.root.querySelector(`input[name="${name}"]`);
    input.files = chosen.files;
    input.dispatchEvent(new this.window.Event("change", { bubbles: true }));
    return this.until(() => this.root.querySelectorAll(`[data-question="${name}"] li`).length >= files.length);
  }

  /** Loads the page again, in the same tab or in a new one. */
  async reload(tab) {
    if (tab === "new") delete this.frame.preview.kept;
    const loaded = new Promise((loaded) => this.frame.addEventListener("load", loaded, { once: true }));
    this.window.location.reload();
    await loaded;
    await this.until(() => {
      this.look();
      return this.root?.querySelector("form[method=post][novalidate]");
    });
  }

  submit(form) {
    this.root.getElementById(form).requestSubmit();
  }

  /** Presses a button once it is there. */
  async press(words) {
    const isMeant = (button) => button.checkVisibility() && looksLike(words).test(fold(button.textContent));
    const button = () => [...this.root.querySelectorAll("button")].find(isMeant);
    await this.until(button);
    button().click();
  }

  /** Waits until it is so; false when that takes longer than twenty seconds. */
  async until(isSo) {
    for (let tries = 0; tries < 400; tries++) {
      if (isSo()) return true;
      await new Promise((next) => setTimeout(next, 50));
    }
    return false;
  }
}

const dayBefore = (day, days) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
const parts = (day) => day.split("-").map(Number).reverse();

/** What somebody types; any other question of the form is answered with its own label. */
const ANSWERS = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  address: "12 St James’s Square\nLondon\nSW1Y 4JH",
  phone: "020 7946 0000",
  account: "A-1042",
  on_behalf_of: "Byron Ltd",
  case_reference: "T-20417",
  services: "SIP, numbers",
  problem_dates: "1 March 2026, from 9:00",
  description: "The March bill charges twice for extension 204.",
  desired_outcome: "A correction and a credit",
  help_needed: "Large print",
};

const PDF = "%PDF-1.7\n";
// An Office document with a password begins like this.
const LOCKED = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...[..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0])]);
const MEGABYTE = 1_048_576;
/** A PDF of so many megabytes, and a few bytes less or more. */
const pdf = (megabytes, more = -PDF.length) => {
  const parts = Array(megabytes - 1).fill(new Uint8Array(MEGABYTE));
  return ["letter.pdf", PDF, ...parts, new Uint8Array(MEGABYTE + more)];
};

/** Answers every question that is asked. */
const fill = async (page, fields, today) => {
  for (const field of fields) {
    if (field.id === "category") page.choose("category", field.options[0].value);
    else if (field.id === "complained_before") page.choose("complained_before", "yes");
    else if (field.id === "first_complained_on") page.date("first_complained_on", parts(dayBefore(today, 60)));
    else if (field.id === "attachments") await page.attach("attachments", [["bill.pdf", PDF]]);
    else page.type(field.id, ANSWERS[field.id] ?? field.label);
  }
};

/** Dates that will not do, by the problem they have. */
const badDates = (today) => {
  const [day, month, year] = parts(today);
  return {
    missing_day: ["", month, year],
    missing_month: [day, "", year],
    missing_year: [day, month, ""],
    year_digits: [day, month, 26],
    not_a_date: [31, 2, year],
    in_future: [1, 1, year + 1],
    too_early: [1, 1, 1999],
  };
};

/** Files that will not do, by the problem they have; none where no such files can be chosen. */
const badFiles = ({ file_mb, total_mb, files }) => {
  const many = Math.floor(total_mb / file_mb) + 1;
  return {
    file_type: [["notes.abc", "words"]],
    file_content: [["letter.pdf", "words"]],
    file_picture: [["photo.heic", "\0\0\0\x18ftypheic"]],
    file_locked: [["letter.docx", LOCKED]],
    file_document: [["notes.txt", "words"]],
    file_mail: [["mail.eml", "From: "]],
    file_recording: [["call.mp3", "ID3"]],
    file_folder: [["letters.zip", "PK\x03\x04"]],
    file_shortcut: [["letter.url", "[InternetShortcut]"]],
    file_empty: [["letter.pdf", ""]],
    file_too_large: [pdf(file_mb, 0)],
    file_unreadable: [["letter.pdf", PDF]],
    files_too_many: Array(files + 1).fill(["letter.pdf", PDF]),
    files_too_large: many <= files && Array(many).fill(pdf(file_mb)),
  };
};

/** How a person comes to read a message of a question; nothing where nobody does. */
const problemSteps = (field, problem, fields, facts, today) => {
  const replies = fields.filter(({ id }) => ["email", "address"].includes(id));
  const answers = {
    empty: field.required && (() => {}),
    no_reply_address: replies[0] === field && !field.required && (() => {}),
    not_an_email: (page) => page.type(field.id, "ada"),
    too_short: (page) => page.type(field.id, "x"),
    too_long: (page) => page.type(field.id, "x".repeat(20_000)),
  };
  if (field.id === "first_complained_on") {
    const date = problem === "empty" ? ["", "", ""] : badDates(today)[problem];
    const isAsked = fields.some(({ id }) => id === "complained_before");
    return (page) => {
      if (isAsked) page.choose("complained_before", "yes");
      page.date(field.id, date);
    };
  }
  if (field.id === "attachments" && problem !== "empty") {
    const files = badFiles(facts.attachments)[problem];
    return (
      files &&
      ((page) => {
        if (problem === "file_unreadable") page.window.Blob.prototype.arrayBuffer = () => Promise.reject();
        return page.attach(field.id, files);
      })
    );
  }
  return answers[problem];
};

/** A value where a JSON Pointer leads to it. */
const at = (pointer, value) => {
  const steps = pointer.split("/").slice(1).reverse();
  return steps.reduce((inside, step) => ({ [step.replace(/~1/g, "/").replace(/~0/g, "~")]: inside }), value);
};

/** What an endpoint answers that takes a complaint, by the copy file, and with more beside it. */
const accepted = ({ reference_pointer = "/reference", success }, more) => {
  const body = { ...at(reference_pointer, "C-7K3M9QXZ"), ...(success?.pointer && at(success.pointer, success.is)), ...more };
  return { answer: { status: 201, responseText: JSON.stringify(body) } };
};

/** Whether files go along. */
const takesFiles = ({ format, body }) => format !== "json" && (!body || Object.values(body).includes("{attachments}"));

/**
 * The states of a copy file without problems, on a day: each with a group, a name, the texts it shows, and
 * how it is reached. `examples` are dates that lead to each outcome of the self-check, `words` those of the customer's
 * case, where there are any.
 */
export const states = (copy, examples, today, words) => {
  const fields = copy.form.groups.flatMap((group) => group.fields).filter(({ id, hidden }) => !hidden && (id !== "attachments" || takesFiles(copy.submit)));
  const all = [{ group: "Page", name: "As it opens", shows: [copy.header.title] }];

  const isChecked = copy.sections.some(({ blocks }) => blocks.some(({ kind }) => kind === "self_check"));
  if (isChecked) {
    for (const { outcome, today, complained, agreed } of examples) {
      const dates = Object.entries({ complained, agreed }).filter(([, date]) => date);
      const { title, text } = copy.self_check.outcomes[outcome];
      all.push({
        group: "Self-check",
        name: outcome,
        today,
        link: `#cisas?${dates.map(([key, date]) => `${key}=${date}`).join("&")}`,
        shows: [title, text],
      });
    }
    for (const { reason, instead } of copy.self_check.screening.questions)
      all.push({
        group: "Self-check",
        name: `outside: ${reason}`,
        reach: (page) => {
          page.choose(`cisas-${reason}`, "yes");
          page.submit("cisas-check");
        },
        shows: [copy.self_check.outcomes.outside.title, instead],
      });
  }

  for (const field of fields)
    for (const [problem, message] of Object.entries(field.problems)) {
      const steps = problemSteps(field, problem, fields, copy.facts, today);
      if (steps)
        all.push({
          group: "Problems with answers",
          name: `${field.id}: ${problem}`,
          reach: async (page) => {
            await steps(page);
            page.submit("step-fill");
          },
          shows: [copy.form.error_summary, message],
        });
    }
  if (isChecked) {
    const wrong = (name, message, dates) =>
      all.push({
        group: "Problems with the self-check",
        name,
        reach: (page) => {
          Object.entries(dates).forEach(([name, date]) => page.date(`cisas-${name}`, date));
          page.submit("cisas-check");
        },
        shows: [copy.form.error_summary, message],
      });
    for (const name of ["complained", "agreed"])
      for (const [problem, message] of Object.entries(copy.self_check[name].problems))
        wrong(`${name}: ${problem}`, message, { [name]: badDates(today)[problem] });
    const [complained, agreed] = [parts(dayBefore(today, 10)), parts(dayBefore(today, 20))];
    wrong("agreed_too_early", copy.self_check.agreed_too_early, { complained, agreed });
  }

  /** Answers everything, checks it and presses these buttons. */
  const press = async (page, buttons) => {
    await fill(page, fields, today);
    page.submit("step-fill");
    await page.until(() => page.shows([copy.check.title]));
    for (const words of buttons) await page.press(words);
  };
  const send = (name, line, shows, buttons = [copy.check.send]) =>
    all.push({ group: "Sending", name, ...line, reach: (page) => press(page, buttons), shows });
  const { sending } = copy;
  // What may have arrived is spoken of otherwise where it is not counted once.
  const { once } = copy.submit;
  const unsettled = (words, key, other = sending.failed.unknown_title) => (once ? words[key] : (words[`${key}_twice`] ?? other));
  const answered = (status) => ({ answer: { status, responseText: "" } });
  const progress = { loaded: 9 * MEGABYTE, total: 20 * MEGABYTE };
  send("Check answers", {}, [copy.check.title], []);
  send("Offline", { offline: true }, [sending.offline], []);
  send("Sending", {}, [sending.sending, sending.stop]);
  send("Sending, part sent", { progress }, [sending.progress]);
  send("Waiting for the line", { offline: true, ...answered(0) }, [sending.waiting]);
  send("Stopped", {}, [unsettled(sending, "stopped")], [copy.check.send, sending.stop]);
  send("Trying again", answered(429), [sending.retrying]);
  send("Failed", answered(404), [sending.failed.title, sending.failed.save]);
  send("Failed, perhaps arrived", answered(500), [
    sending.failed.unknown_title,
    unsettled(sending.failed, "unknown_kept", sending.failed.kept),
  ]);
  if (copy.facts.contact_email)
    send("Failed, with an e-mail", answered(404), [sending.failed.mail, sending.failed.mail_note]);
  if (fields.some(({ id }) => id === "attachments")) send("Files refused", answered(413), [sending.refused]);
  const link = { receipt_url: "/complaints?receipt=3f9a0c51" };
  send("Receipt", accepted(copy.submit), [copy.receipt.title, copy.receipt.save]);
  send("Receipt, with a link", accepted(copy.submit, link), [copy.receipt.link, copy.receipt.link_note]);

  if (words) {
    const { title, diary, file, letters } = words;
    const prepare = (name, shows, reach) => all.push({ group: "Case", name, shows: [title, ...shows], ...reach });
    const afterSending = (more) => ({
      ...accepted(copy.submit),
      reach: async (page) => {
        await press(page, [copy.check.send, copy.case.open]);
        await page.until(() => page.shows([title]));
        await more?.(page);
      },
    });
    const shown = [file.title, file.warning, letters.title];
    prepare("After sending", [diary.complaint, ...shown, diary.remember_hint], afterSending());
    const remember = (page) => page.press(diary.remember);
    prepare("Remembered", [diary.remembered, diary.delete], afterSending(remember));
    prepare("At a later visit", [diary.complaint, diary.open, diary.remembered], afterSending(async (page) => {
      await remember(page);
      await page.until(() => page.shows([diary.remembered]));
      await page.reload("new");
    }));
    prepare("Nothing can be remembered", [diary.not_remembered], { ...afterSending(remember), room: "none" });
    if (isChecked)
      prepare("After a self-check", [...shown, file.needed], {
        reach: async (page) => {
          page.submit("cisas-check");
          await page.press(copy.case.open);
        },
      });
  }

  const { drafts } = copy;
  const keep = (name, room, shows, reach, asked = fields) =>
    all.push({
      group: "Drafts",
      name,
      room,
      reach: async (page) => {
        await fill(page, asked, today);
        await reach(page);
      },
      shows,
    });
  const save = async (page) => {
    page.press(drafts.save);
    await page.until(() => page.shows([drafts.saved]));
  };
  // A private window of some browsers keeps no files, and says so.
  const withoutFiles = fields.filter(({ id }) => id !== "attachments");
  const keepAnswers = (name, shows, reach) => keep(name, "all", shows, reach, withoutFiles);
  keepAnswers("Saved on this device", [drafts.saved, drafts.delete], save);
  const saveAndComeBack = async (page) => {
    await save(page);
    await page.reload("new");
    await page.until(() => page.shows([drafts.title]));
  };
  keepAnswers("Offered at a later visit", [drafts.title, drafts.offer, drafts.go_on], saveAndComeBack);
  keepAnswers("Other answers in the form", [drafts.replace], async (page) => {
    await saveAndComeBack(page);
    await fill(page, withoutFiles, today);
    page.press(drafts.go_on);
  });
  keep("Cannot be saved", "tab", [drafts.not_saved], (page) => page.press(drafts.save));
  keep("Cannot be kept", "none", [drafts.not_kept], () => {});
  for (const { files } of fields.filter(({ id }) => id === "attachments")) {
    keep("Files not saved", "answers", [drafts.saved_without_files], (page) => page.press(drafts.save));
    keep("Files to choose again", "all", [files.again], (page) => page.reload());
  }
  const sendAndReload = async (page) => {
    page.submit("step-fill");
    await page.until(() => page.shows([copy.check.title]));
    page.press(copy.check.send);
    await page.until(() => page.shows([sending.sending]));
    await page.reload();
  };
  keepAnswers("Interrupted", [unsettled(drafts, "interrupted")], sendAndReload);
  return all.map((state) => ({ ...state, id: `${state.group}/${state.name}` }));
};
