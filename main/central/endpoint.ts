import { z } from 'zod';

const FORM = /^(https?):\/\/([^/?#@\s\\]*)(\/?)(.*)$/;

/** Why a text is not the origin of a gateway and nothing else, in Chinese; null when it is one. */
function endpointProblem(text: string): string | null {
  const [, , authority = '', , rest = ''] = FORM.exec(text) ?? [];
  if (text.includes('@')) return '不能写用户名和密码（@），接入密钥写在 accessKey 和 secretKey';
  if (authority === '') return '应为 http:// 或 https:// 加主机和端口，如 https://10.1.2.3:20001';
  if (rest !== '') return '只写到端口为止，端口后面的路径写在 path 一栏';
  if (!URL.canParse(text)) return '主机或端口不对，如 https://10.1.2.3:20001';
  return readOtherwise(text, authority);
}

/** Why the URL standard would take a host or a port for another than was written; null when it would not. */
function readOtherwise(text: string, authority: string): string | null {
  const { hostname, protocol, port } = new URL(text);
  const host = authority.replace(/:\d*$/, '');
  // A short or octal IPv4 address, for one, is taken by the URL standard for another than was written.
  if (hostname !== host.toLowerCase()) return `主机要写完整：现在的写法会被当作 ${hostname}`;
  const written = /:(\d*)$/.exec(authority)?.[1];
  const usual = protocol === 'https:' ? '443' : '80';
  if (written !== undefined && written !== (port || usual)) return '端口应为 1–65535，前面不加 0';
  return port === '0' ? '端口应为 1–65535' : null;
}

/** Origin of the platform's gateway, without path, user and password: each of them has a place of its own. */
export const endpointSchema = z
  .string()
  .superRefine((text, context) => {
    const message = endpointProblem(text);
    if (message !== null) context.addIssue({ code: 'custom', message });
  })
  .transform((text) => text.replace(/\/$/, ''));

/** Path on the gateway, as it goes on the wire. */
export const gatewayPathSchema = z
  .string()
  .startsWith('/', '应以 / 开头')
  .max(200)
  .refine((path) => /^[!-~]+$/.test(path) && !/[?#\\]/.test(path) && !path.includes('//') && isKept(path), {
    error: '只写路径，不能有空格、中文、?、#、// 和 ..，如 /fsi/api',
  });

/** The URL standard leaves the path as it is. */
function isKept(path: string): boolean {
  return new URL(path, 'http://gateway').pathname === path;
}
