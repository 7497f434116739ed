/** `node infra/bundle.ts ENTRY FOLDER ACCOUNT`: one handler as one ES module in a folder, and what went into it as JSON. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build, type Plugin } from "esbuild";

const root = resolve(import.meta.dirname, "..");

/** In the runtime of the function, at whatever version it is there. */
const SDK = ["@aws-sdk/*", "@smithy/*"];

/**
 * What libraries load for uses that we have none of: imapflow for proxies, a log of its own and character sets of headers,
 * json-rules-engine for paths into facts, which no rule may have, nodemailer and libmime to guess the types of files, which
 * we name. More than half a megabyte for nothing.
 */
const LEFT_OUT = /^(encoding-japanese|iconv-lite|jsonpath-plus|pino|socks|\.\/mime-?types\.js)$/;

/** Asked for by `import` and by `require`, which would be two copies of each. */
const ONCE = /^(libbase64|libmime|libqp)$/;

const spare: Plugin = {
  name: "spare",
  setup({ onResolve }) {
    onResolve({ filter: LEFT_OUT }, () => ({ path: join(root, "infra/left-out.ts") }));
    onResolve({ filter: ONCE }, ({ path }) => ({
      path: join(root, `node_modules/${path}/dist/esm/${path}.js`),
    }));
  },
};

// CommonJS dependencies inside an ES module bundle still ask for `require`.
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

const [entry = "", folder = "", account = ""] = process.argv.slice(2);
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile: join(folder, "index.mjs"),
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node24",
  mainFields: ["module", "main"],
  external: SDK,
  plugins: [spare],
  minify: true,
  // Names of functions and errors are read by people.
  keepNames: true,
  // Escapes would be twice as long as Chinese.
  charset: "utf8",
  banner: { js: requireBanner },
  metafile: true,
  logLevel: "warning",
});
writeFileSync(account, JSON.stringify(metafile));
