import { getDirectories } from 'wasi:filesystem/preopens@0.2.12';
import * as draft from 'wasi:config/store@0.2.0-draft';
import * as candidate from 'wasi:config/store@0.2.0-rc.1';

export function configured(key) {
  return [draft.get(key), candidate.get(key)];
}

export function allConfigured() {
  return [draft.getAll(), candidate.getAll()];
}

export function directories() {
  return getDirectories().map(([directory, path]) => {
    const entries = directory.readDirectory();
    const names = [];
    for (let entry; (entry = entries.readDirectoryEntry()) !== undefined;) names.push(entry.name);
    return [path, names.sort()];
  });
}
