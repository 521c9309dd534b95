import { canonicalJson } from '../../kernel/canonical-json.ts';
import { inLocale } from '../../kernel/locale.ts';
import type { Cell } from '../../kernel/table.ts';
import { sentenceOf } from '../sentence.ts';
import { reportOfStream, unitOfStream } from '../streams.ts';
import { column, withoutFullSight } from './asked.ts';
import type { SheetAsked, SheetSource } from './asked.ts';
import { entriesOf } from './entries.ts';

/** One row per entry of the ledger. */
export const eventsSheet: SheetSource = {
  name: 'events',
  needs: [],
  takes: ['cycle', 'unit', 'within', 'asOf', 'from', 'to', 'types'],
  columns: [
    column('position', 'Posisi di buku besar', 'Position in the ledger'),
    column('recordedAt', 'Dicatat pada (UTC)', 'Recorded at (UTC)'),
    column('type', 'Jenis peristiwa', 'Type of event'),
    column('stream', 'Riwayat', 'Stream'),
    column('streamPosition', 'Posisi dalam riwayat', 'Position in the stream'),
    column('unit', 'Kode unit', 'Code of the unit'),
    column('cycle', 'Siklus', 'Cycle'),
    column('person', 'Pelaku', 'Person'),
    column('role', 'Peran', 'Role'),
    column('organization', 'Organisasi pelaku', 'Organization of the person'),
    column('grant', 'Posisi pemberian peran', 'Position of the grant'),
    column('sentence', 'Apa yang terjadi', 'What happened'),
    column('data', 'Data (JSON)', 'Data (JSON)'),
    column('leafHash', 'Hash daun', 'Leaf hash'),
  ],
  refusal: withoutFullSight,
  rows: eventRows,
};

async function* eventRows(asked: SheetAsked): AsyncGenerator<readonly Cell[]> {
  for await (const entry of entriesOf(asked, asked.filter)) {
    const { position, recordedAt, type, stream, streamPosition, actor, data, leafHash } = entry;
    yield [
      position,
      recordedAt,
      type,
      stream,
      streamPosition,
      unitOfStream(stream),
      reportOfStream(stream)?.cycle ?? null,
      actor.person,
      actor.role,
      actor.organization,
      actor.grant,
      inLocale(sentenceOf(entry), asked.locale),
      canonicalJson(data),
      leafHash,
    ];
  }
}
