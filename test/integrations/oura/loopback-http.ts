import { request as startRequest } from 'node:http';
import type { HttpPort } from '../../../integrations/oura/src/vendor/http-port.ts';

/** The port over a real socket, one connection per request, so that a test leaves none open. */
export const loopbackHttp: HttpPort = ({ url, method, headers, query, body, signal }) =>
  new Promise((resolve, reject) => {
    const whole = new URL(url);
    for (const [name, value] of Object.entries(query)) whole.searchParams.set(name, value);
    const request = startRequest(whole, { method, headers, signal, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const names = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(names),
          text: Buffer.concat(chunks).toString('utf8'),
        });
      });
    });
    request.on('error', reject);
    request.end(body ?? undefined);
  });
