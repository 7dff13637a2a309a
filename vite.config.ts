import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** One build for every face; the server and the kiosk agent serve the pages by their own paths. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    target: "chrome120",
    rollupOptions: {
      input: {
        kiosk: "kiosk/renderer/index.html",
        display: "display/index.html",
        reception: "server/web/reception/index.html",
        admin: "server/web/admin/index.html",
        theatre: "server/web/theatre/index.html",
        family: "server/web/family/index.html",
        laboratory: "server/web/laboratory/index.html",
        track: "server/web/track/index.html",
        book: "server/web/book/index.html",
      },
    },
  },
});
