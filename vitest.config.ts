import { configDefaults, defineConfig } from "vitest/config";

const DOMAIN = "test/domain/**/*.test.ts";

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // One more than cores: some files wait for processes of their own.
    maxWorkers: 3,
    projects: [
      // Pure code has no state that one file could leave to the next, so its modules are loaded once a worker.
      { extends: true, test: { name: "domain", include: [DOMAIN], isolate: false } },
      {
        extends: true,
        test: {
          name: "outside",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, DOMAIN],
        },
      },
    ],
  },
});
