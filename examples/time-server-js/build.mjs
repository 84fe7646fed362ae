import { javascript } from '../toolchains.mjs';

await javascript(import.meta.url, ['http', 'fetch-event']);
