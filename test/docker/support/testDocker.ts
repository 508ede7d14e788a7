import Dockerode from 'dockerode';

/** The Docker Engine that the tests use: `DOCKER_HOST`, else the default socket. */
export const testDocker = (): Dockerode => new Dockerode();

/** Waits for a build, an import or a pull to its end. Rejects with what Docker said when it failed. */
export async function finished(docker: Dockerode, stream: NodeJS.ReadableStream): Promise<void> {
  const said = await new Promise<{ stream?: string; error?: string }[]>((resolve, reject) => {
    docker.modem.followProgress(stream, (error, output) => (error ? reject(error) : resolve(output)));
  });
  const error = said.find((one) => one.error !== undefined)?.error;
  if (error !== undefined) throw new Error(`${error}\n${said.map((one) => one.stream ?? '').join('')}`);
}
