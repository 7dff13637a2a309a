// A process of its own that lives simulated days: a house is one thread, and a night has many days.
import type { SimulationOptions } from "./simulate.ts";
import { simulate } from "./simulate.ts";

process.on("message", (options: SimulationOptions) => {
  void simulate(options).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      // Whoever asked learns it by the end of this process.
      console.error(
        `seed ${options.seed}: ${error instanceof Error ? error.stack : String(error)}`,
      );
      process.exit(1);
    },
  );
});
process.on("disconnect", () => process.exit());
