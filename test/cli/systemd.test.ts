/** gotrs as a systemd service: the unit is good, and the daemon says when it is ready and when it stops. */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/packageRoot.ts";
import { eventually } from "../peers/eventually.ts";
import { install } from "../peers/gotrs.ts";
import { installed, runCommand, startChild } from "../peers/process.ts";
import { tempFolder } from "../peers/tempFolder.ts";

const inCi = process.env.CI === "true";
const canNotify = (await installed("systemd-notify")) && (await installed("socat"));
const canVerify = await installed("systemd-analyze");
const unit = readFileSync(join(packageRoot, "packaging", "gotrs.service"), "utf8");

test.skipIf(!canVerify && !inCi)(
  `systemd accepts the unit${canVerify ? "" : ": skipped, systemd-analyze is not installed; apt-get install systemd"}`,
  async () => {
    await using folder = await tempFolder("unit");
    const file = join(folder.path, "gotrs.service");
    const here = unit
      .replaceAll("/opt/gotrs/node_modules/.bin/node", process.execPath)
      .replaceAll("/opt/gotrs", packageRoot);
    await writeFile(file, here);
    const { code, stderr } = await runCommand("systemd-analyze", ["verify", "--recursive-errors=no", file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    await writeFile(file, here.replace("Type=notify", "Typo=notify"));
    expect((await runCommand("systemd-analyze", ["verify", file])).stderr).toContain("Typo");
  },
);

test.skipIf(!canNotify && !inCi)(
  `the daemon notifies systemd${canNotify ? "" : ": skipped, socat or systemd-notify is not installed; apt-get install socat systemd"}`,
  async () => {
    // The unit starts the daemon as these lines do; its notifications come from a child of it.
    expect(unit).toMatch(/^Type=notify$/m);
    expect(unit).toMatch(/^NotifyAccess=all$/m);
    await using folder = await tempFolder("notify");
    const socket = join(folder.path, "notify");
    await using listener = startChild("socat", ["-u", `UNIX-RECV:${socket}`, "-"]);
    await eventually("the socket", async () => (await runCommand("test", ["-S", socket])).code === 0);
    await using gotrs = await install();
    await using daemon = await gotrs.serve({ NOTIFY_SOCKET: socket });
    await listener.waitFor(/READY=1/);
    expect(listener.stdout()).toContain(`MAINPID=${daemon.child.pid}`);
    expect(await daemon.child.stop()).toBe(0);
    await listener.waitFor(/STOPPING=1/);
  },
);
