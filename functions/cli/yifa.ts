#!/usr/bin/env node
import { exitWith } from "./exit.ts";
import { program } from "./program.ts";

await exitWith(async () => (await program()).parseAsync());
