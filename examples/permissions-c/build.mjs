import { c } from '../toolchains.mjs';

await c(import.meta.url);
