#!/usr/bin/env node
import { withOrigin } from "../adapters/origin.ts";
import { exitWith, isClosedPipe } from "./exit.ts";
import { program } from "./program.ts";

// `yifa … | head` closes the pipe early; what is under way is still finished, without being told.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error) => {
    if (!isClosedPipe(error)) throw error;
  });

await exitWith(() => withOrigin({ channel: "command-line" }, async () => (await program()).parseAsync()));
