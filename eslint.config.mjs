import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { houseRules } from "./tools/lint-rules.ts";

const code = ["**/*.{ts,tsx,mjs}"];
/** What other people's programs prescribe: their configuration, and the types of their modules. */
const foreignShapes = ["*.config.{ts,mjs}", "**/*.d.ts"];
/** Tests wind a clock by hand; only what stands around the program may read the machine's. */
const program = ["{shared,server,kiosk,display}/**/*.{ts,tsx}"];
const clocks = ["{server,kiosk/agent}/runtime.ts", "shared/ui/clock.ts"];
const tests = ["**/*.{test,spec}.ts"];

const shapes = [
  {
    selector: "TSEnumDeclaration",
    message: "A union of literals says the same and is erased (docs/STYLE.md 12).",
  },
  {
    selector: "ExportAllDeclaration",
    message: "No barrels: import from the file that has it.",
  },
  {
    selector:
      "ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression",
    message: "Write `export function`.",
  },
];
const noDefaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Named exports only: a thing has one name everywhere.",
};
const ambientClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Time is an argument (docs/STYLE.md 6).",
  },
  {
    selector: "CallExpression[callee.name='Date']",
    message: "Time is an argument (docs/STYLE.md 6).",
  },
];
const ownMock = {
  selector:
    "CallExpression[callee.object.name='vi'][callee.property.name=/^(mock|doMock)$/] > Literal[value=/^\\./]",
  message: "Our own files are never mocked: hand in a clock, ids, a printer port or a wire.",
};
const passedOver = {
  selector: "MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|todo)$/]",
  message: "Every test runs, every time.",
};

export default tseslint.config(
  { ignores: ["dist/", "data/", "papers/", "test-results/", "node_modules/"] },
  // A rule that needs an exception is changed here, for everyone, or dropped.
  { linterOptions: { noInlineConfig: true } },
  {
    files: code,
    extends: [tseslint.configs.strict],
    plugins: { dawr: houseRules },
    rules: {
      "dawr/arrows": "error",
      "dawr/function-lines": "error",
      "default-case": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "no-restricted-syntax": ["error", ...shapes, noDefaultExport],
      "@typescript-eslint/consistent-type-imports": "error",
      // The compiler says the same and knows more (noUnusedLocals, noUnusedParameters).
      "@typescript-eslint/no-unused-vars": "off",
      // `void promise` marks one that is let go on purpose.
      "@typescript-eslint/no-invalid-void-type": "off",
    },
  },
  {
    files: program,
    ignores: clocks,
    rules: {
      "no-restricted-syntax": ["error", ...shapes, noDefaultExport, ...ambientClock],
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "Time is an argument (docs/STYLE.md 6)." },
        { object: "Math", property: "random", message: "Chance is an argument (docs/STYLE.md 6)." },
      ],
    },
  },
  {
    files: foreignShapes,
    rules: { "no-restricted-syntax": ["error", ...shapes] },
  },
  {
    // Nobody reads the console of a screen on a wall.
    files: ["{shared,display,kiosk/renderer,server/web}/**/*.{ts,tsx}"],
    rules: { "no-console": ["error", { allow: ["error"] }] },
  },
  {
    files: tests,
    rules: {
      "no-restricted-syntax": ["error", ...shapes, noDefaultExport, ownMock, passedOver],
    },
  },
  {
    // A promise nobody waits for loses its error, and with it a command or a ticket's paper.
    files: ["**/*.{ts,tsx}"],
    languageOptions: {
      parserOptions: { project: ["*/tsconfig.json", "*/*/tsconfig.json"] },
    },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
      "@typescript-eslint/await-thenable": "error",
    },
  },
  {
    files: ["**/*.tsx", "**/use-*.ts"],
    plugins: { "react-hooks": hooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
);
