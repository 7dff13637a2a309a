// The package's own types describe a CommonJS default that Node does not give; its ES module has
// none. This says what `dist/bidi.mjs` really exports.
declare module "bidi-js/dist/bidi.mjs" {
  import type { Bidi } from "bidi-js";
  export default function createBidi(): Bidi;
}
