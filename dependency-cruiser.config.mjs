import { cruiseOptions } from "./tools/cruise.ts";

/** For the `depcruise` command (graphs, metrics). The check itself is tools/cruise.ts. */
const { ruleSet, validate: _validate, ...options } = cruiseOptions;
export default { ...ruleSet, options };
