import { javascript } from '../toolchains.mjs';

await javascript(import.meta.url, ['fetch-event']);
