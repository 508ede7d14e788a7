import assert from 'node:assert/strict';
import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientOf } from '../support/fakeLocalStack/deployedApi';
import { requires } from '../support/requires';
import { Containers } from './support/containers';
import { standInImage } from './support/standInImage';

describe("the stand-in for LocalStack's image", () => {
  let image: string;
  before(async function () {
    this.timeout(180_000);
    await requires(this, 'docker');
    image = await standInImage();
  });

  it('serves AWS with the Chaos API, and logs what it does', () =>
    Containers.with(async (containers) => {
      const fake = await containers.run({ image, publish: true });
      await fake.printed('Ready.');
      const faults = await fetch(`${fake.endpoint}/_localstack/chaos/faults`);
      assert.deepEqual([faults.status, await faults.json()], [200, []]);
      await new STSClient(clientOf(fake.endpoint)).send(new GetCallerIdentityCommand({}));
      await fake.container.stop();
      assert.equal((await fake.container.inspect()).State.ExitCode, 0);
      assert.match(await fake.output(), /localstack\.request\.aws {5}: AWS sts\.GetCallerIdentity => 200/);
    }));

  it('crashes when it is told to, with the code that it is given', () =>
    Containers.with(async (containers) => {
      const { container, endpoint, printed } = await containers.run({ image, publish: true });
      await printed('Ready.');
      const crash = { method: 'POST', body: JSON.stringify({ code: 137 }) };
      await fetch(`${endpoint}/_fake/crash`, crash).catch(() => undefined); // it may not come to an answer
      const { StatusCode } = await container.wait();
      assert.equal(StatusCode, 137);
    }));

  it('keeps its state in the volume when it is to be persistent', () =>
    Containers.with(async (containers) => {
      const options = { image, volume: 'state', publish: true, env: { PERSISTENCE: '1' } } as const;
      const runAndAsk = async () => {
        const fake = await containers.run(options);
        await fake.printed('Ready.');
        return { ...fake, s3: new S3Client({ ...clientOf(fake.endpoint), forcePathStyle: true }) };
      };
      const first = await runAndAsk();
      await first.s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
      await first.container.stop();
      await first.container.remove();
      const { s3 } = await runAndAsk();
      const { Buckets } = await s3.send(new ListBucketsCommand({}));
      assert.deepEqual(
        Buckets?.map(({ Name }) => Name),
        ['kept'],
      );
    }));
});
