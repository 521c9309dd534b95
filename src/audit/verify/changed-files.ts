import { digestOf } from '../../kernel/digest.ts';
import type { Manifest } from '../bundle/format.ts';
import type { BundleFiles } from './open-zip.ts';

/** The files that are not what the manifest says, in its order. */
export function changedFiles(files: BundleFiles, { files: digests }: Manifest): readonly string[] {
  return Object.entries(digests).flatMap(([name, digest]) => {
    const bytes = files.get(name);
    return bytes && digestOf(bytes) !== digest ? [name] : [];
  });
}
