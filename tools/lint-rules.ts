// ESLint rules of this house that no package has.
import { relative, sep } from "node:path";
import type { Rule } from "eslint";
import { arrowProblem } from "./arrows.ts";

/** The longest a function may be: what fits on a screen is read as a whole. */
const functionLinesMax = 70;

/** An import that goes against the arrows between rooms (arrows.ts). */
const arrows: Rule.RuleModule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const from = relative(context.cwd, context.filename).split(sep).join("/");
    const check = (node: Rule.Node, source: unknown) => {
      if (typeof source !== "string") return;
      const message = arrowProblem(from, source);
      if (message !== null) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => check(node, node.source?.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => {
        if (node.source.type === "Literal") check(node, node.source.value);
      },
      TSImportType: (node: Rule.Node & { source?: { value?: unknown } }) => {
        check(node, node.source?.value);
      },
    };
  },
};

/**
 * A function's own lines: those of the functions inside it are theirs. So `createX` may hold a
 * module's functions and `describe` its tests, and each of them is still short.
 */
const functionLines: Rule.RuleModule = {
  meta: { type: "suggestion", schema: [] },
  create(context) {
    const innerLines: number[] = [0];
    const leave = (node: Rule.Node) => {
      const lines = node.loc ? node.loc.end.line - node.loc.start.line + 1 : 0;
      const own = lines - (innerLines.pop() ?? 0);
      innerLines.push((innerLines.pop() ?? 0) + (lines > 1 ? lines : 0));
      if (own > functionLinesMax) {
        context.report({ node, message: `${own} lines of its own; at most ${functionLinesMax}` });
      }
    };
    const enter = () => void innerLines.push(0);
    return {
      FunctionDeclaration: enter,
      FunctionExpression: enter,
      ArrowFunctionExpression: enter,
      "FunctionDeclaration:exit": leave,
      "FunctionExpression:exit": leave,
      "ArrowFunctionExpression:exit": leave,
    };
  },
};

export const houseRules = { rules: { arrows, "function-lines": functionLines } };
