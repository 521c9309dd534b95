import { ok } from '../../kernel/result.ts';
import { FILES } from '../bundle/format.ts';
import type { Bundle } from './bundle.ts';
import { changedFiles } from './changed-files.ts';
import { openedLog } from './check-log.ts';
import { faulty } from './fault.ts';
import type { Checked } from './fault.ts';

/** The manifest says of the bundle what the bundle has shown itself to be, and names its files and no others. */
export function checkManifest(bundle: Bundle): Checked {
  const { files, manifest } = bundle;
  const { unit, cycle, demo, treeSize } = manifest;
  const wrong = wrongMember(bundle);
  if (wrong !== null) return faulty(FILES.manifest, `What it says of ${wrong} is not so.`);
  const listed = checkList(bundle);
  if (!listed.ok) return listed;
  const [changed] = changedFiles(files, manifest);
  if (changed !== undefined) return faulty(FILES.manifest, `It gives another digest for ${changed}.`);
  return ok(`${unit} in ${cycle}${demo ? ' (a demo)' : ''}, ${files.size} files, tree size ${treeSize}`);
}

function wrongMember(bundle: Bundle): string | null {
  const { manifest, checkpoint, streams } = bundle;
  const { sealing, reportOpened } = streams;
  const log = openedLog(bundle);
  if (manifest.origin !== checkpoint.origin) return 'the origin';
  if (manifest.treeSize !== checkpoint.size) return 'the tree size';
  if (!log.ok || manifest.demo !== log.value.demo) return 'being a demo';
  if (manifest.unit !== reportOpened.data.unit) return 'the unit';
  if (manifest.cycle !== reportOpened.data.cycle) return 'the cycle';
  const { position, recordedAt } = manifest.asOf;
  return position === sealing.data.position && recordedAt === sealing.recordedAt ? null : 'the sealed position';
}

/** A name that was changed in the manifest leaves a file unnamed and a name without a file. */
function checkList({ files, manifest }: Bundle): Checked {
  const [missing] = Object.keys(manifest.files).filter((name) => !files.has(name));
  const [unnamed] = [...files.keys()].filter((name) => name !== FILES.manifest && !Object.hasOwn(manifest.files, name));
  if (missing !== undefined && unnamed !== undefined)
    return faulty(FILES.manifest, `It names ${JSON.stringify(missing)} and not ${unnamed}.`);
  if (missing !== undefined) return faulty(missing, 'The manifest names it, but the bundle does not hold it.');
  return unnamed === undefined ? ok(FILES.manifest) : faulty(unnamed, 'The manifest does not name it.');
}
