import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../../scripts/lib/findProgram.mjs';
import { freePort } from '../programs/freePort';
import { type ProgramOptions, startProgram } from '../programs/startProgram';
import type { Server } from './contestant';
import { NotHere } from './notHere';

const body = '{"ok":true}';
const headers = { 'content-type': 'application/json' };

/** The programs of `rivals/package.json`, as they are installed in a folder of their own. */
export class Rivals {
  constructor(private readonly folder: string) {}

  /** `GET /hello` of an imposter. */
  async mountebank(): Promise<Server> {
    const [port, control] = [await freePort(), await freePort()];
    const is = { statusCode: 200, headers, body };
    const stubs = [{ predicates: [{ equals: { method: 'GET', path: '/hello' } }], responses: [{ is }] }];
    const file = await this.write('imposters.json', {
      imposters: [{ port, protocol: 'http', recordRequests: false, stubs }],
    });
    const options = ['--configfile', file, '--port', String(control), '--nologfile', '--localOnly'];
    return this.start(port, ['mountebank/bin/mb', ...options], { says: /now taking orders/ });
  }

  /** `GET /hello` of a mock API. */
  async mockoon(): Promise<Server> {
    const port = await freePort();
    const file = await this.write('mockoon.json', mockoonEnvironment(port));
    const options = ['start', '--data', file, '--repair', '--disable-log-to-file', '--disable-admin-api'];
    return this.start(port, ['@mockoon/cli/bin/run.js', ...options], { says: /Server started/ });
  }

  /** `GET /hello` of an API with a function behind it. */
  async serverlessOffline(): Promise<Server> {
    const [port, lambda] = [await freePort(), await freePort()];
    const ports = ['--httpPort', String(port), '--lambdaPort', String(lambda)];
    const cwd = join(__dirname, '..', 'rivals', 'app');
    const options = ['offline', ...ports, '--noPrependStageInUrl'];
    return this.start(port, ['osls/bin/serverless.js', ...options], { says: /Server ready/, cwd });
  }

  private async start(
    port: number,
    [program = '', ...args]: string[],
    options: ProgramOptions,
  ): Promise<Server> {
    const file = join(this.folder, 'node_modules', program);
    const started = await startProgram([process.execPath, file, ...args], options);
    return { ...started, origin: `http://127.0.0.1:${port}` };
  }

  private async write(name: string, value: unknown): Promise<string> {
    const file = join(this.folder, name);
    await writeFile(file, JSON.stringify(value));
    return file;
  }
}

const mockoonEnvironment = (port: number) => ({
  uuid: 'bench',
  lastMigration: 33,
  name: 'bench',
  port,
  hostname: '127.0.0.1',
  routes: [
    {
      uuid: 'hello',
      type: 'http',
      method: 'get',
      endpoint: 'hello',
      responses: [
        {
          uuid: 'ok',
          body,
          statusCode: 200,
          headers: [{ key: 'content-type', value: headers['content-type'] }],
          bodyType: 'INLINE',
          default: true,
        },
      ],
    },
  ],
  rootChildren: [{ type: 'route', uuid: 'hello' }],
});

/** The AWS APIs of moto, where Python has it. */
export async function startMoto(): Promise<Server> {
  const moto = await findProgram('moto_server');
  if (moto === undefined) throw new NotHere('moto is not installed');
  const port = await freePort();
  const program = await startProgram([moto, '-H', '127.0.0.1', '-p', String(port)], { says: /Running on/ });
  return { ...program, origin: `http://127.0.0.1:${port}` };
}
