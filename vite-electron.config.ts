import { isBuiltin } from "node:module";
import { defineConfig } from "vite";

/**
 * Electron's two files. `--mode main`: the main process with the agent, as an ES module; packages
 * stay packages, as they bring fonts and WASM by their own paths. `--mode preload`: one CommonJS
 * file with all it needs inside, as a sandboxed preload can load nothing.
 */
export default defineConfig(({ mode }) => {
  const isPreload = mode === "preload";
  return {
    build: {
      ssr: isPreload ? "kiosk/shell/electron/preload.ts" : "kiosk/shell/electron/main.ts",
      outDir: "dist/electron",
      emptyOutDir: false,
      target: "node24",
      minify: false,
      rollupOptions: {
        external: (id: string) =>
          id === "electron" || isBuiltin(id) || (!isPreload && /^[a-z@]/i.test(id)),
        output: isPreload
          ? { format: "cjs", entryFileNames: "preload.cjs" }
          : { format: "es", entryFileNames: "main.js" },
      },
    },
  };
});
