import http from 'node:http';
import { Duplex } from 'node:stream';
import type { Client, ClientChannel, ConnectConfig } from 'ssh2';

/**
 * Connections to the Docker of another machine, made as the docker CLI makes them: `docker system dial-stdio` there,
 * each over an ssh connection of its own. The one of dockerode trusts every host, and throws where nobody can catch it
 * when the host refuses.
 */
export const sshAgent = (SshClient: typeof Client, config: ConnectConfig): http.Agent => {
  const agent = new http.Agent();
  agent.createConnection = (_, callback) => {
    dial(new SshClient(), config).then(
      (stream) => callback?.(null, stream),
      (error) => callback?.(error, undefined as never),
    );
    return undefined;
  };
  return agent;
};

const dial = (client: Client, config: ConnectConfig): Promise<Duplex> =>
  new Promise((resolve, reject) => {
    client.on('error', reject);
    client.once('close', () => reject(new Error('The ssh connection was closed')));
    client.once('ready', () =>
      client.exec('docker system dial-stdio', (error, channel) => {
        if (!error) return resolve(streamOf(client, channel));
        client.end();
        reject(error);
      }),
    );
    client.connect(config);
  });

/**
 * The command's input and output. Its end is told only once the command has ended, so that what it complained about
 * comes first, as the error of the stream. The ssh connection ends with it.
 */
const streamOf = (client: Client, channel: ClientChannel): Duplex => {
  let complaint = '';
  channel.stderr.on('data', (chunk: Buffer) => {
    complaint = `${complaint}${chunk}`.slice(0, 2000);
  });
  const stream = new Duplex({
    read: () => channel.resume(),
    write: (chunk, _, done) => channel.write(chunk, () => done()),
    final: (done) => {
      channel.end();
      done();
    },
    destroy: (error, done) => {
      channel.close();
      client.end();
      done(error);
    },
  });
  channel.on('data', (chunk: Buffer) => stream.push(chunk) || channel.pause());
  channel.on('error', (error: Error) => stream.destroy(error));
  channel.once('close', (code: number | null) => {
    if (code) stream.destroy(new Error(complaint.trim() || `It ended with exit code ${code}`));
    else stream.push(null);
  });
  return stream;
};
