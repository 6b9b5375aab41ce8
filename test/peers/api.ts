/** Reads the agent API over the daemon's Unix socket, as the first agent. */
import { request } from "node:http";

const agent = "root@localhost";

/** @throws Error when the answer is not 200 */
export function apiBytes(socketPath: string, path: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path: `/api/v1${path}`, headers: { "X-Gotrs-Agent": agent } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`GET ${path}: ${answer.statusCode} ${body}`));
      });
    });
    asked.on("error", reject);
    asked.end();
  });
}

export async function apiGet<T>(socketPath: string, path: string): Promise<T> {
  const value: T = JSON.parse((await apiBytes(socketPath, path)).toString());
  return value;
}
