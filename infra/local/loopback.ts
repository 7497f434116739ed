import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on the loopback alone: at the port where it is free, else at any. */
export async function listenOnLoopback(
  server: Server,
  preferredPort: number,
): Promise<{ url: string; stop(): Promise<void> }> {
  const listen = (port: number) =>
    new Promise<void>((done, fail) => server.once("error", fail).listen(port, "127.0.0.1", done));
  await listen(preferredPort).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "EADDRINUSE" || fault.code === "EACCES") return listen(0);
    throw fault;
  });
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}
