import { round } from "./statistics.ts";

export interface BenchOptions {
  /** How often each comparison is made; the figure is the median of the rounds. */
  readonly rounds: number;
  /** A folder for this run's data, on the disk that is measured; each benchmark makes its own in it. */
  readonly scratch: string;
}

/** One measurement by its name; `run` prints nothing. */
export interface Bench {
  readonly name: string;
  readonly run: (options: BenchOptions) => Promise<Findings>;
}

export interface Findings {
  readonly tables: readonly Table[];
  readonly figures: readonly Figure[];
}

export interface Table {
  readonly title: string;
  readonly rows: readonly Readonly<Record<string, string | number>>[];
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Nothing: the figure is only reported. */
  readonly goal: { readonly sign: "<=" | ">="; readonly than: number } | null;
  /** Why the goal says nothing about this run, if it does not. */
  readonly notApplicable?: string;
}

export type Verdict = "reached" | "not reached" | "not applicable here" | "reported";

export function verdictOf({ goal, value, notApplicable }: Figure): Verdict {
  if (goal === null) return "reported";
  if (notApplicable !== undefined) return "not applicable here";
  const isReached = goal.sign === "<=" ? value <= goal.than : value >= goal.than;
  return isReached ? "reached" : "not reached";
}

/** What a person reads: Markdown, so that it can be pasted into the document of figures. */
export function printFindings(name: string, { tables, figures }: Findings): void {
  console.log(`\n## ${name}`);
  for (const table of tables) {
    console.log(`\n${table.title}\n`);
    printRows(table.rows);
  }
  console.log("");
  printRows(
    figures.map((figure) => ({
      figure: figure.name,
      value: `${round(figure.value)} ${figure.unit}`,
      goal: figure.goal === null ? "" : `${figure.goal.sign} ${figure.goal.than} ${figure.unit}`,
      verdict: [verdictOf(figure), figure.notApplicable].filter(Boolean).join(": "),
    })),
  );
}

function printRows(rows: readonly Readonly<Record<string, string | number>>[]): void {
  const columns = Object.keys(rows[0] ?? {});
  console.log(`| ${columns.join(" | ")} |`);
  console.log(`|${columns.map(() => "---").join("|")}|`);
  for (const row of rows) {
    const cells = columns.map((column) => row[column] ?? "");
    console.log(
      `| ${cells.map((cell) => (typeof cell === "number" ? round(cell) : cell)).join(" | ")} |`,
    );
  }
}
