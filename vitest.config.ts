import { defineConfig } from "vitest/config";
import { SkippedReporter } from "./test/skippedReporter.ts";

export default defineConfig({
  test: {
    globalSetup: "test/databaseTemplates.ts",
    include: ["test/**/*.test.{ts,tsx}"],
    reporters: ["default", new SkippedReporter()],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Most of them wait for other processes: three keep two processors busy.
    maxWorkers: 3,
  },
});
