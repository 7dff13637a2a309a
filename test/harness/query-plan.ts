import type { TestHospital } from "./hospital.ts";

/** How SQLite means to answer, step by step, with the number of parameters the text asks for. */
export function planIn(hospital: Pick<TestHospital, "rows">): (sql: string) => readonly string[] {
  return (sql) => {
    const parameters = sql
      .split("?")
      .slice(1)
      .map(() => 1);
    return hospital
      .rows<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...parameters)
      .map(({ detail }) => detail);
  };
}

export function byRow(table: string): string {
  return `SEARCH ${table} USING INTEGER PRIMARY KEY (rowid=?)`;
}

export function byIndex(table: string, index: string, terms: string, covering = ""): string {
  return `SEARCH ${table} USING ${covering}INDEX ${index} (${terms})`;
}
