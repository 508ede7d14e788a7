import { once } from 'node:events';
import { connect as connectSocket, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { AgentProtocol, type Connection, type ServerChannel, Server as SshServer, utils } from 'ssh2';

/**
 * A machine to log in at by ssh, for tests, and an ssh agent with the key for it. Its `docker system dial-stdio`
 * reaches a socket of this machine.
 */
export class FakeSshHost {
  /** The socket that `docker system dial-stdio` reaches; when absent, the command fails as `failure` says. */
  dockerSocket: string | undefined;
  failure = { code: 127, says: 'sh: 1: docker: not found\n' };
  readonly commands: string[] = [];
  /** Logins that are open. */
  readonly connections = new Set<Connection>();
  private readonly hostKey = utils.generateKeyPairSync('ed25519');
  private readonly userKey = parse(utils.generateKeyPairSync('ed25519').private);
  private readonly ssh: SshServer;
  private readonly agent: Server;

  constructor(private readonly folder: string) {
    this.ssh = new SshServer({ hostKeys: [this.hostKey.private] }, (connection) => this.welcome(connection));
    this.agent = createServer((socket) => {
      const protocol = new AgentProtocol(false);
      protocol.on('identities', (request) => protocol.getIdentitiesReply(request, [this.userKey as never]));
      protocol.on('sign', (request, _, data) =>
        protocol.signReply(request, this.userKey.sign(data) as Buffer),
      );
      socket
        .on('error', () => {})
        .pipe(protocol)
        .pipe(socket);
    });
  }

  /** For `SSH_AUTH_SOCK`. */
  get agentSocket(): string {
    return join(this.folder, 'agent.sock');
  }

  get host(): string {
    return `ssh://me@127.0.0.1:${this.port}`;
  }

  /** Its line in `known_hosts`. */
  get knownHost(): string {
    return `[127.0.0.1]:${this.port} ${this.hostKey.public}\n`;
  }

  async start(): Promise<void> {
    this.agent.listen(this.agentSocket);
    this.ssh.listen(0, '127.0.0.1');
    await Promise.all([once(this.agent, 'listening'), once(this.ssh, 'listening')]);
  }

  async stop(): Promise<void> {
    for (const connection of this.connections) connection.end();
    await Promise.all([this.agent, this.ssh].map((server) => new Promise((done) => server.close(done))));
  }

  private get port(): number {
    return (this.ssh.address() as { port: number }).port;
  }

  private welcome(connection: Connection): void {
    this.connections.add(connection);
    connection.on('error', () => {}).on('close', () => this.connections.delete(connection));
    connection.on('authentication', (asked) => {
      const mine = asked.method === 'publickey' && asked.key.data.equals(this.userKey.getPublicSSH());
      if (mine && asked.username === 'me') asked.accept();
      else asked.reject(['publickey']);
    });
    connection.on('session', (accept) =>
      accept().on('exec', (acceptCommand, _, { command }) => {
        this.commands.push(command);
        this.serve(acceptCommand());
      }),
    );
  }

  private serve(channel: ServerChannel): void {
    if (this.dockerSocket) {
      const docker = connectSocket(this.dockerSocket);
      docker.on('error', () => channel.close());
      channel.on('error', () => docker.destroy()).on('close', () => docker.destroy());
      channel.pipe(docker).pipe(channel);
      return;
    }
    channel.stderr.write(this.failure.says);
    channel.exit(this.failure.code);
    channel.close();
  }
}

const parse = (key: string) => {
  const parsed = utils.parseKey(key);
  if (parsed instanceof Error) throw parsed;
  return Array.isArray(parsed) ? (parsed[0] as Exclude<typeof parsed, readonly unknown[]>) : parsed;
};
