// How the browser tests run. `cargo xtask test` builds and serves the site and sets the environment variables.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  // Only what hangs takes longer: axe looks at a large page four times, on a slow machine for ten seconds each.
  timeout: 90_000,
  expect: { timeout: 10_000, toPass: { timeout: 10_000, intervals: [50] } },
  // A test that fails now and then is a defect of the test or of the page.
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: [['list']],
  // The same pictures on every machine; one that is missing is a failure (see looks.spec.ts).
  snapshotPathTemplate: 'looks/{arg}{ext}',
  updateSnapshots: 'none',
  use: {
    baseURL: process.env.ONIONSKIN_URL,
    browserName: 'chromium',
    screenshot: 'only-on-failure',
    // Requests of a service worker are out of a test's hands; only offline.spec.ts lets it run.
    serviceWorkers: 'block',
    launchOptions: {
      // The browser of this machine, instead of one that Playwright would download.
      executablePath: process.env.CHROMIUM,
      args: [
        // Containers, in which these tests often run as root, do not let Chromium set its sandbox up.
        '--no-sandbox',
        '--disable-gpu',
        // Nothing but the page talks to anybody.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
