import { now } from "../adapters/clock.ts";
import { loadDigest } from "../adapters/store/digests.ts";
import { loadCase } from "../adapters/store/records.ts";
import { loadVersions } from "../adapters/store/versions.ts";
import { zipOf } from "../adapters/zip-file.ts";
import type { RecordKey } from "../domain/entities.ts";
import { evidenceFiles } from "../domain/history/evidence/bundle.ts";
import { digestId } from "../domain/notice/line.ts";
import { mailView } from "../domain/notice/mail-view.ts";

type Export = { readonly key: RecordKey; readonly by: string; readonly withPersonalData: boolean };

/** Everything about one case as a zip archive that can be verified without Yifa. */
export async function exportEvidence({ key, by, withPersonalData }: Export): Promise<Uint8Array> {
  const [found, versions] = await Promise.all([loadCase(key), loadVersions(key)]);
  const { chain, kept, record, duties, lines, measures } = found;
  const digests = new Set(lines.map(({ recipient, on }) => digestId(recipient, on)));
  const stored = await Promise.all([...digests].map(loadDigest));
  const mails = stored.flatMap((digest) => (digest ? [mailView(digest)] : []));
  const at = now().toISOString();
  const files = evidenceFiles({
    ...{ of: chain.pk, kept, versions, duties, lines, mails, measures },
    ...(record && { record }),
    ...{ at, by, withPersonalData },
  });
  return zipOf(files, at);
}
