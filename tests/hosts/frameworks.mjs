// Builds each recipe of public/complaints-frameworks.md as it stands there, in a folder of its own:
//   node tests/hosts/frameworks.mjs FOLDER [RECIPE]…
// and looks whether what is built has the tag, and the script's own file beside it.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const recipes = {
  "Vite and React": {
    packages: ["vite@8.4.0", "@vitejs/plugin-react@6.3.0", "react@19.3.1", "react-dom@19.3.1", "@types/react@19.3.3", "@types/react-dom@19.3.0", "typescript@5.9.3"],
    steps: [
      ["tsc", "--noEmit", "--strict", "--jsx", "react-jsx", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", "src/main.tsx"],
      ["vite", "build"],
    ],
    files: { "vite.config.js": 'import react from "@vitejs/plugin-react";\nexport default { plugins: [react()] };\n' },
    built: ["dist"],
  },
  Next: {
    packages: ["next@16.4.6", "react@19.3.1", "react-dom@19.3.1", "@types/react@19.3.3", "@types/node@20.9.5", "typescript@5.9.3"],
    steps: [["next", "build"]],
    built: [".next/server/app"],
    assets: "public",
  },
  Vue: { packages: ["vite@8.4.0", "vue@3.5.45", "@vitejs/plugin-vue@6.0.11"], steps: [["vite", "build"]], built: ["dist"] },
  Astro: { packages: ["astro@5.18.2"], steps: [["astro", "build"]], built: ["dist"] },
  Docusaurus: {
    packages: ["@docusaurus/core@3.10.2", "@docusaurus/preset-classic@3.10.2", "react@19.3.1", "react-dom@19.3.1"],
    steps: [["docusaurus", "build"]],
    files: { "src/pages/index.mdx": "# Home\n" },
    built: ["build"],
    folder: "static",
    // Neither kind: its own files are of both.
    type: "",
  },
};

const guide = readFileSync("public/complaints-frameworks.md", "utf8");
const dist = "dist";

// The files of a recipe, by their paths.
function filesOf(name) {
  const section = guide.split(`\n## ${name}\n`)[1]?.split("\n## ")[0];
  if (!section) throw new Error(`the guide has no section “${name}”`);
  return [...section.matchAll(/\n`([^`]+)`:\n\n```\w+\n([^]*?)\n```\n/g)].map(([, path, text]) => [path, `${text}\n`]);
}

function build(name, work) {
  const { packages, steps, built, files = {}, folder = "public", assets, type = "module" } = recipes[name];
  rmSync(join(work, "src"), { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, "package.json"), JSON.stringify({ name: "example", private: true, ...(type && { type }) }));
  for (const [path, text] of [...Object.entries(files), ...filesOf(name)]) {
    mkdirSync(dirname(join(work, path)), { recursive: true });
    writeFileSync(join(work, path), text);
  }
  cpSync(dist, join(work, folder, "complaints"), { recursive: true });
  const run = (program, args) => {
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ASTRO_TELEMETRY_DISABLED: "1", CI: "1" };
    try {
      execFileSync(program, args, { cwd: work, env, encoding: "utf8", stdio: "pipe" });
    } catch (error) {
      throw new Error(`${name}: ${program} ${args.join(" ")}\n${error.stdout}${error.stderr}`);
    }
  };
  run("npm", ["install", "--no-fund", "--no-audit", "--loglevel=error", ...packages]);
  for (const [program, ...args] of steps) run(join("node_modules", ".bin", program), args);
  const made = built.flatMap((folder) =>
    readdirSync(join(work, folder), { recursive: true }).map((file) => join(work, folder, String(file))),
  );
  const has = (words) => made.some((file) => /\.(html|js|rsc)$/.test(file) && readFileSync(file, "utf8").includes(words));
  for (const words of ["complaints-procedure", "/complaints/complaints.js"]) {
    if (!has(words)) throw new Error(`${name}: nothing that was built has ${words}`);
  }
  const loader = join(work, assets ?? built[0], "complaints/complaints.js");
  if (!existsSync(loader)) throw new Error(`${name}: no ${loader}`);
}

const [work, ...names] = process.argv.slice(2);
for (const name of names.length ? names : Object.keys(recipes)) {
  build(name, join(work, name.replaceAll(" ", "-").toLowerCase()));
  console.log(`builds as printed: ${name}`);
}
