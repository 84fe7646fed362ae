import { rust } from '../toolchains.mjs';

await rust(import.meta.url);
