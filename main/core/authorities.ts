import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../domain/result.ts';
import { CONFIGURATION_FILE, type ConfigurationFailure } from './configuration.ts';

const CERTIFICATE = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[\s\S]+?-----END (?:TRUSTED )?CERTIFICATE-----/g;

/** A bundle of a few authorities is some kilobytes; more is no such file. */
const LARGEST_BYTES = 1_048_576;

function refusal(file: string, why: string): { readonly ok: false } & ConfigurationFailure {
  return {
    ok: false,
    code: 'CONFIGURATION',
    message:
      `${CONFIGURATION_FILE} 的 central.caFile：${file} ${why}，没有启动，数据没有改动。` +
      '请放入签发中心系统证书的 CA 证书文件（PEM 或 DER 格式），或删去这一行，再重新启动。',
  };
}

/** The certificates in a file: PEM text with any number of them, or one in DER. Null when there is none. */
function certificatesIn(bytes: Buffer): readonly string[] | null {
  const texts = bytes.toString('latin1').match(CERTIFICATE) ?? [bytes];
  try {
    return texts.map((one) => new X509Certificate(one).toString());
  } catch {
    // Whatever the parser finds wrong, it is no certificate; what stands there may be anything and is not repeated.
    return null;
  }
}

/** Reads the authorities named by `central.caFile` (a place in the home folder, or a whole path), as PEM; none when it is not set. */
export function readAuthorities(
  home: string,
  caFile: string | undefined,
): Result<readonly string[], ConfigurationFailure> {
  if (caFile === undefined) return { ok: true, value: [] };
  const file = path.resolve(home, caFile);
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return refusal(file, '读不出来');
  }
  const certificates = bytes.length > LARGEST_BYTES ? null : certificatesIn(bytes);
  return certificates === null ? refusal(file, '不是证书文件') : { ok: true, value: certificates };
}
