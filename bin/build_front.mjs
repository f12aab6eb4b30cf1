// Builds the stylesheet and the script of the public site into var/front/ (npm run build).
// The theme comes from the colours in municipality.toml and is refused when its contrast is too low.
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { formatThemeCSS } from "@digdir/designsystemet";
import { build } from "esbuild";
import { parse } from "smol-toml";
import { faultsOfContrast } from "./front_contrast.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const VAR = path.resolve(process.env.TORGET_VAR || path.join(ROOT, "var"));
const OUT = path.join(VAR, "front");
const CSS = path.join(ROOT, "static", "css");
const PAPER = "#faf7f2";
const BROWSERS = ["chrome111", "firefox115", "safari16.4"];

const BASE_PARTS = ["base", "heading", "paragraph", "label"];
const COMPONENT_PARTS = [
  "breadcrumbs",
  "button",
  "error-summary",
  "field",
  "fieldset",
  "input",
  "link",
  "list",
  "skip-link",
  "tag",
  "validation-message",
];

async function themeConfig() {
  const { colours } = parse(await readFile(path.join(ROOT, "municipality.toml"), "utf8"));
  const { main, accent, neutral, support1, support2 } = colours;
  return {
    name: "torget",
    colors: { main: { brand: main, accent }, support: { support1, support2 }, neutral },
    typography: { fontFamily: "inherit" },
    borderRadius: 6,
    overrides: { colors: { neutral: { "background-default": { light: PAPER } } } },
  };
}

/** The design system's own generator, which chats on the console. */
async function generateTheme() {
  const { log } = console;
  console.log = () => {};
  try {
    return await formatThemeCSS(await themeConfig());
  } finally {
    console.log = log;
  }
}

/** The entry sheet: parts of the design system, our tokens, elements and components, each in its layer. */
async function entrySheet() {
  const components = (await readdir(path.join(CSS, "components"))).filter((name) => name.endsWith(".css")).sort();
  const part = (layer) => (name) => `@import "@digdir/designsystemet-css/${name}.css" layer(${layer});`;
  const own = (layer) => (name) => `@import "./${name}" layer(${layer});`;
  return [
    "@layer ds.theme, ds.base, ds.components, tokens, base, components, print;",
    '@import "theme:generated";',
    ...BASE_PARTS.map(part("ds.base")),
    ...COMPONENT_PARTS.map(part("ds.components")),
    own("tokens")("tokens.css"),
    ...["base.css", "layout.css"].map(own("base")),
    ...components.map((name) => own("components")(`components/${name}`)),
    own("print")("print.css"),
  ].join("\n");
}

function themePlugin(css) {
  return {
    name: "theme",
    setup(setup) {
      setup.onResolve({ filter: /^theme:/ }, ({ path: name }) => ({ path: name, namespace: "theme" }));
      setup.onLoad({ filter: /.*/, namespace: "theme" }, () => ({ contents: css, loader: "css" }));
    },
  };
}

async function bundleSheet(theme) {
  const result = await build({
    stdin: { contents: await entrySheet(), resolveDir: CSS, sourcefile: "sheet.css", loader: "css" },
    bundle: true,
    write: false,
    minify: true,
    legalComments: "none",
    target: BROWSERS,
    loader: { ".svg": "dataurl" },
    plugins: [themePlugin(theme)],
  });
  return result.outputFiles[0].text;
}

async function bundleScript(name) {
  const result = await build({
    entryPoints: [path.join(ROOT, "static", "js", name)],
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    legalComments: "none",
    target: BROWSERS,
  });
  return result.outputFiles[0].text;
}

async function replaceOutput(files) {
  const fresh = `${OUT}.new`;
  await rm(fresh, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    const target = path.join(fresh, name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  await rm(OUT, { recursive: true, force: true });
  await rename(fresh, OUT);
}

const theme = await generateTheme();
const faults = faultsOfContrast(theme);
if (faults.length > 0) {
  console.error(`The colours in municipality.toml cannot be read by everyone:\n  ${faults.join("\n  ")}`);
  process.exit(1);
}
const files = {
  "css/torget.css": await bundleSheet(theme),
  "js/torget.js": await bundleScript("main.js"),
};
await replaceOutput(files);
for (const [name, text] of Object.entries(files)) {
  console.log(`${name.padEnd(16)} ${(text.length / 1024).toFixed(1).padStart(6)} kB`);
}
