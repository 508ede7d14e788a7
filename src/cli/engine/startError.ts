import { HumanError } from '../../core/errors';

/** What was asked for and could not be had. */
interface Wish {
  readonly port: number;
  readonly host: string;
  readonly data?: string;
}

/** What stands in the way, with the next step; errors of the engine's own as they are. */
export function startError(error: unknown, { port, host, data }: Wish): unknown {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const isListening = syscall === 'listen' || syscall === 'getaddrinfo';
  const message = isListening
    ? listenProblem(code ?? '', port, host)
    : path && data && dataProblem(data, code);
  return message ? new HumanError(message, 'failed', { cause: error }) : error;
}

function listenProblem(code: string, port: number, host: string): string {
  const problems: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is in use. Stop what listens there, or give the engine another port with --port (0 takes any free one).`,
    EACCES: `Port ${port} may not be used by you. Give the engine a port above 1023 with --port.`,
  };
  return (
    problems[code] ??
    `The engine cannot listen on ${host} (${code}). Give --host an address of this machine, like 127.0.0.1.`
  );
}

const dataProblem = (data: string, code = 'unknown error'): string =>
  `The folder ${data} cannot hold the engine's state (${code}). Give --data a folder that you may write to.`;
