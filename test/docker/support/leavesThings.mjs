// A suite of one test that leaves things in Docker; with LEAVE=killed it never ends, so that it can be killed.
import Docker from 'dockerode';
import { testOwner } from './testOwner.mjs';

describe('a run', () => {
  it('leaves a container, a volume and a network', async () => {
    const docker = new Docker();
    const owner = testOwner();
    const Labels = { 'chaos-lab': owner };
    await docker.createNetwork({ Name: `chaos-lab-${owner}`, Labels });
    // As the lab makes it for a test, with a label of its own.
    await docker.createVolume({ Name: `chaos-lab-${owner}`, Labels: { 'chaos-lab': 'vscode-1f3a9c02' } });
    const container = await docker.createContainer({
      name: `chaos-lab-${owner}`,
      Image: process.env.LEAVE_IMAGE,
      Cmd: ['node', '-e', 'setInterval(() => {}, 1000)'],
      Labels,
      HostConfig: { Binds: [`chaos-lab-${owner}:/data`], NetworkMode: `chaos-lab-${owner}` },
    });
    await container.start();
    if (process.env.LEAVE !== 'killed') return;
    console.log(`left by ${owner}`);
    await new Promise(() => setInterval(() => {}, 1000));
  }).timeout(0);
});
