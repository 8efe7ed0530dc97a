// Runs the servers of public/complaints-endpoints.md as they are printed there, and sends each a test complaint:
//   node tests/hosts/endpoints.mjs PROGRAM FOLDER [RECIPE]…
// and looks whether it is there whole, with both files and their names.
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";

const python = `import json, secrets, shutil
from pathlib import Path
from typing import Annotated
FOLDER = Path("complaints")
`;

const recipes = {
  PHP: {
    file: "contact.php",
    language: "php",
    start: (port) => ["php", ["-d", "upload_max_filesize=10M", "-d", "post_max_size=45M", "-S", `127.0.0.1:${port}`]],
  },
  Express: {
    file: "server.mjs",
    language: "js",
    npm: ["express@5.3.0", "multer@2.5.0"],
    before: `import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import express from "express";
import multer from "multer";
mkdirSync("complaints/files", { recursive: true });
const app = express();
`,
    after: "app.listen(Number(process.argv[2]), '127.0.0.1');\n",
    start: (port) => ["node", ["server.mjs", String(port)]],
  },
  Django: {
    file: "server.py",
    language: "python",
    pip: ["django==5.2.8"],
    before: `${python}import sys
from django.conf import settings
settings.configure(DEBUG=True, ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"])
from django.core.management import execute_from_command_line
from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
`,
    after: 'urlpatterns = [path("contact/", contact)]\nexecute_from_command_line(["server.py", "runserver", "--noreload", sys.argv[1]])\n',
    start: (port) => ["venv/bin/python", ["server.py", `127.0.0.1:${port}`]],
  },
  FastAPI: {
    file: "server.py",
    language: "python",
    pip: ["fastapi==0.121.0", "uvicorn==0.38.0", "python-multipart==0.0.20"],
    before: `${python}from fastapi import FastAPI, Form, UploadFile\napp = FastAPI()\n`,
    start: (port) => ["venv/bin/python", ["-m", "uvicorn", "server:app", "--port", String(port)]],
  },
};

const guide = readFileSync("public/complaints-endpoints.md", "utf8");
const shipped = readFileSync("public/complaints.json", "utf8");

// The block of a language in a recipe.
function block(name, language) {
  const section = guide.split(`\n## ${name}\n`)[1]?.split("\n## ")[0];
  const found = section?.split("```" + language + "\n")[1]?.split("```")[0];
  if (!found) throw new Error(`the guide has no ${language} for “${name}”`);
  return found;
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

async function answers(address, server) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) break;
    try {
      await fetch(address);
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  throw new Error(`${address} does not answer`);
}

// Every file below a folder.
function below(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}

async function tryOut(program, name, work) {
  const { file, language, npm, pip, before = "", after = "", start } = recipes[name];
  rmSync(join(work, "complaints"), { recursive: true, force: true });
  mkdirSync(join(work, "complaints"), { recursive: true });
  writeFileSync(join(work, file), before + block(name, language) + after);
  const run = (command, args) => execFileSync(command, args, { cwd: work, stdio: ["ignore", "ignore", "inherit"] });
  if (npm) {
    writeFileSync(join(work, "package.json"), '{ "private": true }');
    run("npm", ["install", "--no-fund", "--no-audit", "--loglevel=error", ...npm]);
  }
  if (pip) {
    run("python3", ["-m", "venv", "venv"]);
    run("venv/bin/pip", ["install", "--quiet", ...pip]);
  }
  const copy = JSON.parse(shipped);
  copy.submit = { ...copy.submit, once: false, ...JSON.parse(`{${block(name, "json")}}`).submit };
  writeFileSync(join(work, "complaints.json"), JSON.stringify(copy));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const [command, args] = start(port);
  const server = spawn(command.includes("/") ? join(work, command) : command, args, {
    cwd: work,
    env: { ...process.env, COMPLAINTS: join(work, "complaints") },
    stdio: "ignore",
  });
  try {
    await answers(`${origin}/`, server);
    const said = execFileSync(program, ["try", join(work, "complaints.json"), "--origin", origin], { encoding: "utf8" });
    const stored = below(join(work, "complaints"));
    const records = stored.filter((path) => path.endsWith(".json"));
    const record = JSON.parse(readFileSync(records[0], "utf8"));
    const names = record.files.map((known) => (known.originalname ?? known).replaceAll("%22", '"'));
    const wanted = [...said.matchAll(/the file "(.*)", whole/g)].map(([, file]) => file);
    if (!record.message.includes("“Störung” – £5, ½, café, Ŵyn, 日本, 📞 END OF TEST")) throw new Error(`${name}: ${record.message}`);
    if (wanted.length !== 2 || JSON.stringify(names) !== JSON.stringify(wanted)) throw new Error(`${name}: ${names} for ${wanted}`);
    if (stored.length !== 3) throw new Error(`${name}: ${stored}`);
  } finally {
    server.kill();
  }
}

const [program, folder, ...names] = process.argv.slice(2);
for (const name of names.length ? names : Object.keys(recipes)) {
  await tryOut(resolve(program), name, resolve(folder, name.toLowerCase()));
  console.log(`takes a complaint as printed: ${name}`);
}
